package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.testing.RoomHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A room whose server stops.
final class RoomDrainTest {
    private static final int HZ = 30;

    @Test
    void endsAfterTheNoticeWithTheCodeForARestart() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        drain(room, 10, 20);
        assertEquals(List.of("The server restarts in 10 s."), notices(ada));
        room.tick(10 * HZ); // a tick is a little shorter than the thirtieth of a second
        assertNull(ada.link().closedWith());
        assertFalse(room.step());
        assertEquals(CloseCode.RESTARTING, ada.link().closedWith());
    }

    @Test
    void endsAtOnceWithoutANotice() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        room.proxy().offer(new RoomCommand.Drain(0, 0));
        assertFalse(room.step());
        assertEquals(CloseCode.RESTARTING, ada.link().closedWith());
        assertEquals(List.of(), notices(ada));
    }

    @Test
    void aGameThatEndsItsMatchByItselfIsWaitedFor() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).setting("mode", "wild").start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        drain(room, 10, 20);
        assertEquals(List.of("The server restarts after this match, in 20 s at the latest."), notices(ada));
        room.tick(15 * HZ);
        assertNull(ada.link().closedWith());
        ada.input(Keys.wish(TestGame.Wish.FINISH));
        assertFalse(room.step());
        assertEquals(CloseCode.MATCH_OVER, ada.link().closedWith());
    }

    @Test
    void aGameThatOnlySaysSoIsWaitedForNoLongerThanItsTime() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).setting("mode", "wild").start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        drain(room, 10, 20);
        room.tick(20 * HZ + 1);
        assertEquals(CloseCode.RESTARTING, ada.link().closedWith());
    }

    @Test
    void whoComesBackMeanwhileIsToldWhatIsLeft() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        RoomHarness.Seat<Keys> bob = room.join("Bob");
        bob.drop();
        drain(room, 10, 20);
        room.tick(3 * HZ);
        bob.resume();
        assertEquals("The server restarts in 7 s.", notices(bob).getLast());
        assertEquals(1, notices(ada).size());
        room.tick(7 * HZ);
        assertTrue(room.proxy().isClosed());
    }

    @Test
    void aJoinThatWasOnItsWayIsToldWhenItIsSeated() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).start();
        drain(room, 10, 20);
        room.tick(3 * HZ);
        assertEquals(List.of("The server restarts in 7 s."), notices(room.join("Ada")));
    }

    private static void drain(RoomHarness<Keys> room, int noticeSeconds, int matchSeconds) {
        room.proxy().offer(new RoomCommand.Drain(noticeSeconds, matchSeconds));
        room.tick();
    }

    private static List<String> notices(RoomHarness.Seat<Keys> seat) {
        return seat.link().told().stream()
                .filter(line -> line.contains("\"code\":\"restarting\""))
                .map(line -> line.replaceAll(".*\"message\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
