package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ShipRulesTest {
    private final Walls walls = new Walls(Size.DISTRICT);
    private final Ship ship = new Ship();

    ShipRulesTest() {
        ship.x = 1000;
        ship.y = 1000;
    }

    @Test
    void topSpeedIsReachedInAboutASecondAndNotPassed() {
        fly(15, 0, 30);
        assertEquals(420, ship.vx, 55);
        fly(15, 0, 90);
        assertEquals(420, ship.vx, 1);
    }

    @Test
    void diagonalThrustIsNotFaster() {
        fly(15, 15, 120);
        assertEquals(420, speed(), 1);
    }

    @Test
    void halfAStickIsSlower() {
        fly(7, 0, 120);
        assertEquals(196, speed(), 5);
    }

    @Test
    void aShipWithoutThrustStandsAfterSixTenthsOfASecond() {
        fly(15, 0, 120);
        fly(0, 0, 17);
        assertTrue(speed() > 0);
        fly(0, 0, 3);
        assertEquals(0, speed());
    }

    @Test
    void driftAcrossTheThrustFadesToo() {
        fly(15, 0, 120);
        fly(0, 15, 20);
        assertEquals(0, ship.vx, 1);
    }

    @Test
    void aDashCarriesAboutTwoHundredAndFortyPixelsFurther() {
        fly(15, 0, 120);
        double start = ship.x;
        step(15, 0, false, false, true);
        fly(15, 0, 29);
        assertEquals(420 + 240, ship.x - start, 15);
    }

    @Test
    void aDashTurnsTheShipAtOnce() {
        fly(15, 0, 120);
        assertEquals(ShipRules.DASHED, step(0, -15, false, false, true));
        assertEquals(0, ship.vx, 1);
        assertTrue(ship.vy < -1500);
    }

    @Test
    void aDashIsReadyAgainAfterTwoAndAHalfSeconds() {
        assertEquals(ShipRules.DASHED, step(15, 0, false, false, true));
        for (int i = 1; i < 75; i++) {
            assertEquals(0, step(15, 0, false, false, true), "tick=" + i);
        }
        assertEquals(ShipRules.DASHED, step(15, 0, false, false, true));
    }

    @Test
    void aShipAtRestWithoutThrustHasNowhereToDashTo() {
        assertEquals(0, step(0, 0, false, false, true));
        assertEquals(0, ship.dashTicks);
    }

    @Test
    void shipsSlideAlongWalls() {
        wall(1100, 0, 50, 3000);
        fly(15, 15, 60);
        assertEquals(1100 - Ship.RADIUS, ship.x, 0.01);
        assertEquals(0, ship.vx, 0.01);
        assertTrue(ship.vy > 150);
    }

    @Test
    void aDashDoesNotPassThroughAThinWall() {
        wall(1100, 0, 16, 3000);
        step(15, 0, false, false, true);
        fly(15, 0, 30);
        assertEquals(1100 - Ship.RADIUS, ship.x, 0.01);
    }

    @Test
    void shipsStayInsideTheWorld() {
        fly(-15, -15, 300);
        assertEquals(Ship.RADIUS, ship.x);
        assertEquals(Ship.RADIUS, ship.y);
    }

    @Test
    void sixBoltsLeaveASecond() {
        assertEquals(6, fired(30));
    }

    @Test
    void overdriveFiresTenASecond() {
        ship.overdriveTicks = 1000;
        assertEquals(10, fired(30));
    }

    @Test
    void theTwelfthBoltOverheatsTheGun() {
        assertEquals(12, fired(56));
        assertEquals(ShipRules.HEAT_MAX, ship.heat);
        assertEquals(0, fired(44));
        assertEquals(0, ship.heat);
        assertEquals(1, fired(1));
    }

    @Test
    void theGunCoolsOnceItRests() {
        fired(26);
        int hot = ship.heat;
        fly(0, 0, 10);
        assertEquals(hot, ship.heat);
        fly(0, 0, 30);
        assertEquals(0, ship.heat);
    }

    @Test
    void theRailChargesFourTenthsOfASecondAndIsBackAfterSixteenTenths() {
        assertEquals(ShipRules.CHARGED, step(0, 0, false, true, false));
        assertTrue(ShipRules.isCharging(ship));
        for (int i = 1; i < 12; i++) {
            assertEquals(0, step(0, 0, false, true, false), "tick=" + i);
        }
        assertEquals(ShipRules.RAIL_FIRED, step(0, 0, false, true, false));
        assertFalse(ShipRules.isCharging(ship));
        for (int i = 13; i <= 48; i++) {
            assertEquals(0, step(0, 0, false, true, false), "tick=" + i);
        }
        assertEquals(ShipRules.CHARGED, step(0, 0, false, true, false));
    }

    @Test
    void noBoltLeavesWhileTheRailCharges() {
        step(0, 0, false, true, false);
        assertEquals(0, fired(11));
    }

    @Test
    void aChargingShipIsSlower() {
        fly(15, 0, 120);
        for (int i = 0; i < 12; i++) {
            step(15, 0, false, true, false);
        }
        assertTrue(speed() < 350);
    }

    @Test
    void firingEndsTheCloak() {
        ship.cloakTicks = 100;
        step(0, 0, false, false, false);
        assertEquals(99, ship.cloakTicks);
        step(0, 0, true, false, false);
        assertEquals(0, ship.cloakTicks);
    }

    @Test
    void lockedWeaponsStaySilent() {
        ship.railTicks = ShipRules.RAIL_TICKS + 100;
        assertEquals(0, fired(100));
        assertFalse(ShipRules.isCharging(ship) && ship.railTicks > ShipRules.RAIL_TICKS);
    }

    private int fired(int ticks) {
        int fired = 0;
        for (int i = 0; i < ticks; i++) {
            fired += step(0, 0, true, false, false) & ShipRules.FIRED;
        }
        return fired;
    }

    private void fly(int moveX, int moveY, int ticks) {
        for (int i = 0; i < ticks; i++) {
            step(moveX, moveY, false, false, false);
        }
    }

    private int step(int moveX, int moveY, boolean fire, boolean rail, boolean dash) {
        return ShipRules.step(ship, moveX, moveY, fire, rail, dash, walls);
    }

    private double speed() {
        return Math.sqrt(ship.vx * ship.vx + ship.vy * ship.vy);
    }

    private void wall(int x, int y, int width, int height) {
        walls.reserve(1);
        walls.set(0, x, y, width, height, false);
        walls.index();
    }
}
