package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rookery.game.Codec;
import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.OwnerOnly;
import dev.rookery.game.Player;
import dev.rookery.game.Predicted;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.testing.FakeLink;
import dev.rookery.testing.FakeStand;
import dev.rookery.testing.RoomHarness;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RoomAllocationTest {
    private static final int STRETCH = 2_000; // ticks looked at together
    private static final int STRETCHES = 30; // until then everything is compiled, on a busy machine too

    private static final int HELD = 500; // ticks for which a key is held
    private static final List<String> NAMES = List.of("Ada", "Bob", "Cleo", "Dan");

    @ParameterizedTest
    @EnumSource
    void theRoomsThreadAllocatesNothingInSteadyState(Codec codec) {
        measure(TestGame.type(codec), RoomAllocationTest::held);
    }

    @Test
    void norForThoseWhoWatch() {
        FakeStand stand = new FakeStand();
        measure(TestGame.TYPE, RoomAllocationTest::held, stand, 0);
        assertTrue(stand.keyframes() >= STRETCH / 15, "the stand was handed every tick: " + stand.keyframes());
    }

    @Test
    void norForWhatOnlyItsOwnerSees() {
        FakeLink link = measure(Hands.TYPE, tick -> new Hands.Play(tick / HELD % 2 == 0));
        assertTrue((link.headerFlags() & SnapshotFlags.PRIVATE_ENTITIES) != 0, "the hand changed in the last tick");
    }

    @Test
    void anInputThatIsNotLikeTheLastIsOneRecordAndNothingElse() {
        int keysBytes = 32; // a double, a reference, a byte and a boolean behind a header
        measure(
                TestGame.TYPE,
                tick -> new Keys((byte) (tick % 2), tick * 0.1, TestGame.Wish.NOTHING, false),
                null,
                NAMES.size() * keysBytes);
    }

    private static Keys held(int tick) {
        int keys = tick / HELD;
        return new Keys((byte) (keys % 3 - 1), keys, TestGame.Wish.NOTHING, keys % 2 == 0);
    }

    /// The inputs are bytes before the measurement begins, as a client would send them.
    private static <I extends Record> FakeLink measure(GameType<I> type, IntFunction<I> input) {
        return measure(type, input, null, 0);
    }

    private static <I extends Record> FakeLink measure(
            GameType<I> type, IntFunction<I> input, @Nullable FakeStand stand, int allowedBytes) {
        RoomHarness<I> harness = RoomHarness.of(type).start();
        if (stand != null) {
            harness.proxy().offer(new RoomCommand.Watch(stand));
        }
        List<RoomHarness.Seat<I>> seats = new ArrayList<>();
        for (String name : NAMES) {
            seats.add(harness.join(name));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double perTick = Double.MAX_VALUE;
        int stretches = 0;
        while (perTick >= allowedBytes + 1 && stretches < STRETCHES) {
            long allocated = 0;
            for (int tick = stretches * STRETCH; tick < (stretches + 1) * STRETCH; tick++) {
                for (RoomHarness.Seat<I> seat : seats) {
                    if (tick % 3 == 0) {
                        seat.trace(input.apply(tick));
                    } else {
                        seat.input(input.apply(tick));
                    }
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                harness.tick();
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
            }
            perTick = (double) allocated / STRETCH;
            stretches++;
        }
        FakeLink link = seats.getFirst().link();
        assertTrue(link.deltas() >= (stretches - 1) * STRETCH, "every tick was sent: " + link.deltas());
        assertTrue(perTick < allowedBytes + 1, "bytes allocated per tick by the room's thread, once warm: " + perTick);
        return link;
    }

    /// Everybody holds cards; they change in every tick, and one goes away and comes back.
    static final class Hands implements Game<Hands.Play> {
        static final GameType<Play> TYPE = GameType.named("hands").seats(1, 4).create(Play.class, Hands::new);

        record Play(boolean up) {}

        @OwnerOnly
        static final class Card extends Entity {
            @Replicated(max = 1000) int rank;
            @Predicted double mark;
            @Replicated @Nullable Card next;
        }

        private static final int HAND = 5;

        private final Room room;

        private Hands(Room room) {
            this.room = room;
        }

        @Override
        public void onJoin(Player player) {
            Card before = null;
            for (int i = 0; i < HAND; i++) {
                Card card = room.spawn(new Card(), player);
                card.next = before;
                before = card;
            }
        }

        @Override
        public void onInput(Player player, Play play) {
            Card card = player.owned(Card.class);
            card.rank = (card.rank + 1) % 1000;
            card.mark += play.up() ? 0.1 : 0.3;
            room.despawn(card);
            room.spawn(card, player);
        }

        @Override
        public void onTick(long tick) {}
    }
}
