package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.RoomHarness;
import org.junit.jupiter.api.Test;

final class ContactsRoomTest {
    private final Duel duel = new Duel("ffa");
    private final RoomHarness.Seat<Controls> ada = duel.join("Ada");
    private final RoomHarness.Seat<Controls> bea = duel.join("Bea");

    @Test
    void shipsPushEachOtherApartWithoutHarm() {
        Ship a = Duel.put(ada, 1000, Duel.LANE);
        Ship b = Duel.put(bea, 1010, Duel.LANE);
        duel.harness.tick();
        assertEquals(2 * Ship.RADIUS, b.x - a.x, 0.02);
        assertEquals(300, Duel.health(a) + Duel.health(b));
    }

    @Test
    void shipsInTheVerySamePlacePart() {
        Ship a = Duel.put(ada, 1000, Duel.LANE);
        Ship b = Duel.put(bea, 1000, Duel.LANE);
        duel.harness.tick();
        assertEquals(2 * Ship.RADIUS, b.x - a.x, 0.02);
    }

    @Test
    void nobodyIsPushedIntoAWall() {
        Ship a = Duel.put(ada, 1600, 1381);
        Ship b = Duel.put(bea, 1600, 1360);
        ada.input(Duel.thrust(0, 15));
        bea.hold(Duel.thrust(0, 15), 20);
        assertTrue(a.y <= 1400 - Ship.RADIUS + 0.01);
        assertTrue(b.y < a.y);
    }

    @Test
    void aDashPassesThroughShipsAtItsStart() {
        Ship a = Duel.put(ada, 1000, Duel.LANE);
        Ship b = Duel.put(bea, 1060, Duel.LANE);
        ada.hold(new Controls((byte) 15, (byte) 0, 0, false, false, true), 4);
        assertTrue(a.x > b.x);
        assertEquals(1060, b.x);
    }
}
