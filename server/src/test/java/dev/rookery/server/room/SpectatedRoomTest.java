package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.testing.FakeStand;
import dev.rookery.testing.RoomHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a room does for those who watch it, and what its players notice of that.
final class SpectatedRoomTest {
    private static final int TICKS = 300;

    private final FakeStand stand = new FakeStand();

    @Test
    void thePlayersAreSentTheSameBytesWhetherAnybodyWatchesOrNot() {
        RoomHarness<Keys> alone = RoomHarness.of(TestGame.TYPE).recorded().start();
        RoomHarness<Keys> seen = RoomHarness.of(TestGame.TYPE).recorded().start();
        seen.proxy().offer(new RoomCommand.Watch(stand));
        RoomHarness.Seat<Keys> ada = play(alone);
        RoomHarness.Seat<Keys> twin = play(seen);
        List<byte[]> messages = ada.link().messages();
        assertEquals(messages.size(), twin.link().messages().size());
        for (int i = 0; i < messages.size(); i++) {
            assertArrayEquals(messages.get(i), twin.link().messages().get(i), "message " + i);
        }
        assertEquals(alone.stateHash(), seen.stateHash());
        long more = seen.counters().value(Counter.KEYFRAMES_ENCODED) - alone.counters().value(Counter.KEYFRAMES_ENCODED);
        assertEquals(stand.keyframes() - 1, more, "the player's own keyframe was one of them");
        assertEquals(TICKS / 15, stand.keyframes(), 1);
    }

    @Test
    void theFrameIsTheOneThatThePlayersShare() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        room.proxy().offer(new RoomCommand.Watch(stand));
        room.tick(7);
        assertSame(ada.link().shared(), stand.newest());
        assertEquals(6, stand.deltas(), "the first frame is a keyframe");
    }

    @Test
    void theRosterBeginsWithEverybodyAndGoesOnWithWhatChanges() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        room.proxy().offer(new RoomCommand.Watch(stand));
        room.tick();
        room.join("Bob");
        ada.leave();
        assertEquals(3, stand.rosters().size());
        ToBrowser.Roster first = stand.rosters().getFirst();
        assertTrue(first.complete() && first.players().getFirst().name().equals("Ada"));
        assertEquals("Bob", stand.rosters().get(1).players().getFirst().name());
        assertEquals(List.of(0), stand.rosters().get(2).left());
    }

    @Test
    void playersAreToldOnceASecondAtTheMostHowManyWatch() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        room.tick(30);
        int before = ada.link().told().size();
        for (int tick = 0; tick < 60; tick++) {
            room.proxy().spectatorCame();
            room.tick();
        }
        List<String> told = ada.link().told().subList(before, ada.link().told().size());
        assertEquals(2, told.size(), told::toString);
        assertTrue(told.getLast().contains("\"players\":[],\"left\":[],\"spectators\":"), told::toString);
        assertEquals(1, room.proxy().status().people());
    }

    @Test
    void aStandThatNobodyStandsOnIsLetGoOf() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).start();
        room.join("Ada");
        room.proxy().offer(new RoomCommand.Watch(stand));
        room.tick(3);
        assertFalse(stand.isReleased());
        stand.end();
        room.tick(10);
        assertTrue(stand.isReleased());
        assertEquals(2, stand.deltas());
    }

    @Test
    void whoWatchesKeepsNoRoomOpenAndIsToldWhyItEnds() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).limits(new RoomLimits(0, 100)).start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        room.proxy().offer(new RoomCommand.Watch(stand));
        room.tick(3);
        ada.leave();
        room.tick(10);
        assertTrue(room.proxy().isClosed());
        assertEquals(CloseCode.ROOM_GONE, stand.closedWith());
        assertTrue(stand.isReleased());
    }

    @Test
    void aRoomThatFailsTellsThemTooAndSoDoesOneThatEndsBeforeTheyAreIn() {
        RoomHarness<Keys> room = RoomHarness.of(TestGame.TYPE).expectFaults().start();
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        room.proxy().offer(new RoomCommand.Watch(stand));
        room.tick();
        FakeStand late = new FakeStand();
        ada.input(Keys.wish(TestGame.Wish.THROW));
        room.tick();
        assertEquals(CloseCode.ROOM_FAILED, stand.closedWith());
        RoomHarness<Keys> other = RoomHarness.of(TestGame.TYPE).start();
        other.join("Bob");
        other.close(CloseCode.ROOM_GONE, "over");
        other.proxy().offer(new RoomCommand.Watch(late));
        other.tick();
        assertEquals(CloseCode.ROOM_GONE, late.closedWith());
        assertTrue(late.isReleased());
    }

    private static RoomHarness.Seat<Keys> play(RoomHarness<Keys> room) {
        RoomHarness.Seat<Keys> ada = room.join("Ada");
        for (int tick = 0; tick < TICKS; tick++) {
            ada.input(new Keys(
                    (byte) (tick / 20 % 3 - 1), tick * 0.01, tick % 40 == 0 ? TestGame.Wish.FIRE : TestGame.Wish.NOTHING, false));
            room.tick();
        }
        return ada;
    }
}
