package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.RoomPulse;
import dev.rookery.server.room.TestGame;
import dev.rookery.server.room.TestGame.Keys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In whose hands the sockets of those who watch are, and when.
final class StandLoopTest {
    private static final long TICK_NANOS = 1_000_000_000L / 60;

    private final List<String> passes = new ArrayList<>();
    private final WatchedRoom<Keys> watched = new WatchedRoom<>(TestGame.TYPE, SpectatorLimits.DEFAULT, Recorded::new);

    private final class Recorded implements RoomPulse {
        @Override
        public void beforeTick() {
            passes.add("read");
        }

        @Override
        public void afterTick() {
            passes.add("write");
        }

        @Override
        public void end() {
            passes.add("end");
        }
    }

    @Test
    void whoWatchesGoesAlongWithTheStandAndNotWithTheRoom() {
        Viewer eve = watched.watch();
        Viewer admin = watched.watch(true);
        assertSame(watched.stand().pulse(), eve.followed());
        assertSame(watched.stand().pulse(), admin.followed());
        assertNotSame(watched.room().proxy().pulse(), eve.followed());
    }

    @Test
    void ofTwoStandsOfARoomEachHasItsOwn() {
        Viewer eve = watched.watch();
        RoomPulse first = watched.stand().pulse();
        watched.replaceStand();
        Viewer mia = watched.watch();
        assertSame(first, eve.followed());
        assertSame(watched.stand().pulse(), mia.followed());
        assertNotSame(first, mia.followed());
    }

    @Test
    void everyTurnWritesAndOneInThreeOfAFastRoomReads() {
        watched.watch();
        StandLoop loop = new StandLoop(watched.stand(), TICK_NANOS, () -> 0, () -> {});
        for (int turn = 0; turn < 300; turn++) {
            int before = passes.size();
            assertTrue(loop.turn(turn * TICK_NANOS));
            assertEquals("write", passes.getLast());
            assertTrue(passes.size() - before <= 2, passes::toString);
        }
        long reads = passes.stream().filter("read"::equals).count();
        assertEquals(300, passes.size() - reads);
        assertTrue(reads >= 70 && reads <= 101, () -> "reads=" + reads);
        assertEquals("read", passes.getFirst(), "whoever is there is heard at once");
    }

    @Test
    void aStandThatIsOverIsForgottenThenSaysWhyAndLastLetsGoOfTheSockets() {
        Viewer eve = watched.watch();
        StandLoop loop = new StandLoop(watched.stand(), TICK_NANOS, () -> 0, () -> passes.add("forgotten " + eve.closedWith()));
        watched.stand().close(CloseCode.ROOM_GONE, "Gone.");
        loop.run();
        assertEquals(List.of("read", "write", "forgotten null", "end"), passes);
        assertEquals(CloseCode.ROOM_GONE, eve.closedWith());
    }

    @Test
    void aMistakeOfOursLeavesNobodyWithAThreadThatIsGone() {
        Viewer eve = watched.watch();
        RuntimeException mistake = new IllegalStateException("of ours");
        StandLoop loop = new StandLoop(
                watched.stand(),
                TICK_NANOS,
                () -> 0,
                () -> {
                    throw mistake;
                });
        watched.stand().close(CloseCode.ROOM_GONE, "Gone.");
        assertSame(mistake, assertThrows(IllegalStateException.class, loop::run));
        assertEquals("end", passes.getLast());
        assertEquals(CloseCode.ROOM_GONE, eve.closedWith());
    }
}
