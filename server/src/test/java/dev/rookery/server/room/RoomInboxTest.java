package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.FakeLink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class RoomInboxTest {
    private static final int CAPACITY = 8;

    private final InputLayout layout = new InputLayout(List.of(
            FieldSpec.scalar("a", 0, (1 << 24) - 1, 1),
            FieldSpec.scalar("b", 0, (1 << 24) - 1, 1),
            FieldSpec.scalar("c", 0, (1 << 24) - 1, 1))); // two longs
    private final RoomInbox inbox = new RoomInbox(CAPACITY, layout);
    private final GameBinding<TestGame.Keys> game = GameBinding.bind(TestGame.TYPE);
    private final PlayerLink ada = new FakeLink(game.schema(), game.codec().backEnd());
    private final PlayerLink bob = new FakeLink(game.schema(), game.codec().backEnd());

    private WireReader values(int a, int b, int c) {
        WireWriter out = new WireWriter(16);
        layout.write(new int[] {a, b, c}, out);
        return new WireReader().wrap(out.bytes(), 0, out.length());
    }

    @Test
    void everythingThatIsKnownOfAnInputComesOut() {
        int most = (1 << 24) - 1;
        assertTrue(inbox.offer(ada, 7, 5, 0, -1, Long.MIN_VALUE, false, values(1, 2, 3)));
        assertTrue(inbox.offer(
                bob, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 0xFFFF_FFFEL, 9, true, values(most, 0, most)));
        List<PlayerLink> links = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        List<Long> packed = new ArrayList<>();
        inbox.drain((link, entries, at) -> {
            links.add(link);
            heads.add(InputEntry.tenure(entries, at) + " " + InputEntry.sequence(entries, at) + " "
                    + InputEntry.drawnSixteenths(entries, at) + " " + InputEntry.newestTick(entries, at) + " "
                    + InputEntry.arrivedNanos(entries, at) + " " + InputEntry.isTraced(entries, at));
            packed.add(entries[at + InputEntry.HEAD]);
            packed.add(entries[at + InputEntry.HEAD + 1]);
        });
        assertSame(ada, links.getFirst());
        assertSame(bob, links.getLast());
        assertEquals(
                List.of(
                        "7 5 0 -1 " + Long.MIN_VALUE + " false",
                        Integer.MAX_VALUE + " " + Integer.MAX_VALUE + " " + Integer.MAX_VALUE + " 4294967294 9 true"),
                heads);
        assertEquals(List.of(1L | (2L << 24) | (3L << 48), 0L, most | ((long) most << 48), (long) most >>> 16), packed);
    }

    @Test
    void aFullInboxTakesNothingMoreUntilTheRoomHasTakenWhatIsThere() {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < CAPACITY; i++) {
                assertTrue(inbox.offer(ada, 1, i, 0, 0, 0, false, values(i, 0, 0)));
            }
            assertFalse(inbox.offer(ada, 1, 99, 0, 0, 0, false, values(99, 0, 0)));
            assertEquals(CAPACITY, inbox.waiting());
            List<Integer> sequences = new ArrayList<>();
            inbox.drain((link, entries, at) -> sequences.add(InputEntry.sequence(entries, at)));
            assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), sequences);
            assertEquals(0, inbox.waiting());
        }
    }

    @Test
    void whatManyReadersBringAtOnceComesOutWholeAndOfEachInOrder() throws InterruptedException {
        int readers = 3;
        int each = 5_000;
        List<Thread> threads = new ArrayList<>();
        for (int reader = 1; reader <= readers; reader++) {
            int number = reader;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 1; i <= each; i++) {
                    while (!inbox.offer(ada, number, i, i, i, i, false, values(i, number, i))) {
                        LockSupport.parkNanos(1000);
                    }
                }
            }));
        }
        int[] last = new int[readers + 1];
        int[] taken = new int[1];
        List<String> torn = new ArrayList<>();
        while (taken[0] < readers * each && torn.isEmpty()) {
            inbox.drain((link, entries, at) -> {
                int reader = InputEntry.tenure(entries, at);
                int sequence = InputEntry.sequence(entries, at);
                long first = entries[at + InputEntry.HEAD];
                boolean isWhole = sequence == ++last[reader]
                        && InputEntry.arrivedNanos(entries, at) == sequence
                        && first == (sequence | ((long) reader << 24) | ((long) sequence << 48));
                if (!isWhole) {
                    torn.add("reader=" + reader + " sequence=" + sequence + " values=" + Long.toHexString(first));
                }
                taken[0]++;
            });
            LockSupport.parkNanos(1000);
        }
        if (!torn.isEmpty()) {
            threads.forEach(Thread::interrupt);
        }
        assertEquals(List.of(), torn);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, inbox.waiting());
    }
}
