package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.testing.RoomHarness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a game's lock keeps out, and what it does not.
final class LockRoomTest {
    @Test
    void whoHasASeatKeepsItComesBackAndWhoWasOnTheWayStillArrives() {
        var harness = RoomHarness.of(TestGame.TYPE).start();
        var ada = harness.join("Ada");
        harness.room().lock();
        harness.room().lock();
        assertTrue(harness.proxy().isLocked());
        ada.drop();
        harness.tick();
        ada.resume();
        harness.tick();
        assertNull(ada.link().closedWith());
        harness.join("Ben");
        assertEquals(2, harness.room().players().size());
        harness.room().unlock();
        assertFalse(harness.proxy().isLocked());
    }

    @Test
    void aGameDoesNotTakeOffAnAdministratorsLock() {
        var harness = RoomHarness.of(TestGame.TYPE).start();
        harness.proxy().lock(RoomLock.ADMIN, true);
        harness.room().unlock();
        assertTrue(harness.proxy().isLocked());
        harness.room().lock();
        harness.proxy().lock(RoomLock.ADMIN, false);
        assertTrue(harness.proxy().isLocked(), "the game's is still on");
    }

    @Test
    void aRoomWaitsLongerForItsFirstPlayerThanForAnother() {
        RoomProxy booked = new RoomProxy("booked", new RoomTerms("test", 4, false, null, true, Map.of()), new InputLayout(List.of()));
        assertTrue(booked.isUnclaimed());
        booked.claim();
        assertFalse(booked.isUnclaimed());
        assertFalse(RoomHarness.of(TestGame.TYPE).start().proxy().isUnclaimed());
    }
}
