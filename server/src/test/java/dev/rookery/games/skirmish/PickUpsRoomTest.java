package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.RoomHarness;
import org.junit.jupiter.api.Test;

final class PickUpsRoomTest {
    private final Duel duel = new Duel("ffa");
    private final RoomHarness.Seat<Controls> ada = duel.join("Ada");

    PickUpsRoomTest() {
        duel.harness.tick(PickUps.FIRST_TICKS);
    }

    @Test
    void thereIsOneOfEach() {
        assertEquals(PickUpKind.values().length, duel.harness.entities(PickUp.class).size());
    }

    @Test
    void repairGivesFortyHull() {
        Ship ship = visit(PickUpKind.REPAIR, 30);
        assertEquals(70, ship.hull);
    }

    @Test
    void repairIsLeftForWhoeverNeedsIt() {
        visit(PickUpKind.REPAIR, 100);
        assertTrue(pickUp(PickUpKind.REPAIR).ready);
    }

    @Test
    void overdriveLastsSixSeconds() {
        Ship ship = visit(PickUpKind.OVERDRIVE, 100);
        assertTrue(ship.overdrive);
        ada.hold(Duel.idle(0), 179);
        assertTrue(ship.overdrive);
        ada.hold(Duel.idle(0), 1);
        assertFalse(ship.overdrive);
    }

    @Test
    void aCloakEndsWithTheFirstShot() {
        Ship ship = visit(PickUpKind.CLOAK, 100);
        assertTrue(ship.cloaked);
        ada.hold(Duel.fire(0), 1);
        assertFalse(ship.cloaked);
    }

    @Test
    void whatWasTakenIsBackAfterTwentySeconds() {
        Ship ship = visit(PickUpKind.OVERDRIVE, 100);
        ship.x = 1000;
        ship.y = Duel.LANE;
        assertFalse(pickUp(PickUpKind.OVERDRIVE).ready);
        duel.harness.tick(598);
        assertFalse(pickUp(PickUpKind.OVERDRIVE).ready);
        duel.harness.tick(2);
        assertTrue(pickUp(PickUpKind.OVERDRIVE).ready);
    }

    private Ship visit(PickUpKind kind, int hull) {
        PickUp pickUp = pickUp(kind);
        assertTrue(pickUp.ready);
        Ship ship = Duel.put(ada, pickUp.x, pickUp.y);
        ship.hull = hull;
        duel.harness.tick();
        return ship;
    }

    private PickUp pickUp(PickUpKind kind) {
        for (PickUp pickUp : duel.harness.entities(PickUp.class)) {
            if (pickUp.kind == kind) {
                return pickUp;
            }
        }
        throw new AssertionError("No such pick-up: kind=" + kind);
    }
}
