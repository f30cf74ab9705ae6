package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.RoomHarness;
import org.junit.jupiter.api.Test;

final class GunsRoomTest {
    private final Duel duel = new Duel("ffa");
    private final RoomHarness.Seat<Controls> ada = duel.join("Ada");
    private final RoomHarness.Seat<Controls> bea = duel.join("Bea");

    @Test
    void aBoltTakesFourteenOffTheShield() {
        Duel.put(ada, 1000, Duel.LANE);
        Ship target = Duel.put(bea, 1200, Duel.LANE);
        shootOnce(0);
        duel.harness.tick(10);
        assertEquals(36, target.shield);
        assertEquals(100, target.hull);
        assertEquals(1, Duel.pilot(ada).hits);
        assertEquals(0, bolts());
    }

    @Test
    void whatTheShieldCannotTakeGoesToTheHull() {
        Duel.put(ada, 1000, Duel.LANE);
        Ship target = Duel.put(bea, 1200, Duel.LANE);
        target.shield = 4;
        shootOnce(0);
        duel.harness.tick(10);
        assertEquals(0, target.shield);
        assertEquals(90, target.hull);
    }

    @Test
    void aShieldRefillsThreeSecondsAfterTheLastHit() {
        Ship target = Duel.put(bea, 1200, Duel.LANE);
        target.shield = 0;
        target.unhurtTicks = 0;
        duel.harness.tick(90);
        assertEquals(0, target.shield);
        duel.harness.tick(30);
        assertEquals(25, target.shield, 1);
        duel.harness.tick(60);
        assertEquals(50, target.shield);
    }

    @Test
    void aBoltFliesElevenTenthsOfASecondAtNineHundred() {
        Duel.put(ada, 1000, Duel.LANE);
        Duel.put(bea, 1000, 3800);
        shootOnce(0);
        Bolt bolt = bolt();
        double start = bolt.x;
        assertEquals(900, bolt.vx);
        duel.harness.tick(31);
        assertTrue(bolt.isAlive());
        assertEquals(start + 930, bolt.x);
        duel.harness.tick(1);
        assertFalse(bolt.isAlive());
    }

    @Test
    void boltsOfAShooterFarAwayStartAheadByHalfHisDelay() {
        Duel.put(ada, 1000, Duel.LANE);
        Duel.put(bea, 1000, 3800);
        ada.hold(Duel.idle(0), 10);
        long newest = duel.harness.room().tick();
        ada.input(Duel.fire(0), Math.toIntExact((newest - 4) * 16));
        duel.harness.tick();
        double lead = 2 * bolt().stepX;
        assertEquals(1000 + 22 + bolt().stepX + lead, bolt().x);
    }

    @Test
    void aBoltStaysOnTheGridOfTheWire() {
        Duel.put(ada, 2048, 1200);
        Duel.put(bea, 1000, 3800);
        shootOnce(2.345);
        Bolt bolt = bolt();
        for (int i = 0; i < 20; i++) {
            assertEquals(Math.rint(bolt.x * 4096), bolt.x * 4096);
            assertEquals(Math.rint(bolt.y * 4096), bolt.y * 4096);
            assertEquals(bolt.stepX * 30, bolt.vx);
            duel.harness.tick();
        }
    }

    @Test
    void aBoltDiesAtAPlate() {
        Duel.put(ada, 1600, 1300);
        Duel.put(bea, 1000, 3800);
        shootOnce(Math.PI / 2);
        duel.harness.tick(4);
        assertEquals(0, bolts());
    }

    @Test
    void aBoltBouncesOnceOffAMirror() {
        Duel.put(ada, 2048, 980);
        Duel.put(bea, 1000, 3800);
        shootOnce(-Math.PI / 2); // the mirror's lower face is at y = 776
        Bolt bolt = bolt();
        duel.harness.tick(8);
        assertTrue(bolt.bounced);
        assertEquals(900, bolt.vy);
        assertTrue(bolt.y > 776);
        // With the next wall in its way it dies.
        bolt.y = 1380;
        bolt.x = 1600;
        duel.harness.tick(2);
        assertFalse(bolt.isAlive());
    }

    @Test
    void aShipInFrontOfAWallIsStruckBeforeTheWall() {
        Duel.put(ada, 1600, 1200);
        Ship target = Duel.put(bea, 1600, 1380);
        shootOnce(Math.PI / 2);
        duel.harness.tick(8);
        assertEquals(136, Duel.health(target));
    }

    @Test
    void nobodyFiresThroughAWallAtHisNose() {
        Duel.put(ada, 1600, 1381);
        Duel.put(bea, 1000, 3800);
        shootOnce(Math.PI / 2);
        assertEquals(0, bolts());
    }

    @Test
    void aFreshShipTakesNoHarm() {
        Duel.put(ada, 1000, Duel.LANE);
        Ship target = Duel.put(bea, 1200, Duel.LANE);
        target.freshTicks = 60;
        shootOnce(0);
        duel.harness.tick(10);
        assertEquals(150, Duel.health(target));
        assertTrue(target.fresh);
    }

    @Test
    void theFirstShotEndsTheSpawnShield() {
        Ship ship = Duel.ship(ada);
        assertTrue(ship.fresh);
        shootOnce(0);
        assertFalse(ship.fresh);
    }

    @Test
    void theRailTakesFiftyFiveAfterItsCharge() {
        Duel.put(ada, 1000, Duel.LANE);
        Ship target = Duel.put(bea, 2100, Duel.LANE);
        ada.hold(Duel.rail(0), 12);
        assertEquals(150, Duel.health(target));
        assertTrue(Duel.ship(ada).charging);
        ada.hold(Duel.idle(0), 1);
        assertEquals(95, Duel.health(target));
        assertFalse(Duel.ship(ada).charging);
    }

    @Test
    void theRailEndsAtTwelveHundredPixels() {
        Duel.put(ada, 1000, Duel.LANE);
        Ship target = Duel.put(bea, 2240, Duel.LANE);
        ada.hold(Duel.rail(0), 13);
        assertEquals(150, Duel.health(target));
    }

    @Test
    void theRailEndsAtAWall() {
        Duel.put(ada, 1600, 1300);
        Ship target = Duel.put(bea, 1600, 1600);
        ada.hold(Duel.rail(Math.PI / 2), 13);
        assertEquals(150, Duel.health(target));
    }

    @Test
    void theRailStrikesWhatTheShooterSaw() {
        Duel.put(ada, 1000, Duel.LANE);
        Ship target = Duel.put(bea, 1500, Duel.LANE);
        ada.hold(Duel.idle(0), 6);
        long seen = duel.harness.room().tick();
        target.y = Duel.LANE + 200; // steps aside, but the shooter cannot know yet
        duel.harness.tick(4);
        Duel.ship(ada).railTicks = ShipRules.RAIL_COOLDOWN_TICKS + 1;
        ada.input(Duel.idle(0), Math.toIntExact(seen * 16));
        duel.harness.tick();
        assertEquals(95, Duel.health(target));
    }

    @Test
    void theRailDoesNotStrikeWhereTheTargetIsNowButWasNotSeen() {
        Duel.put(ada, 1000, Duel.LANE);
        Ship target = Duel.put(bea, 1500, Duel.LANE + 200);
        ada.hold(Duel.idle(0), 6);
        long seen = duel.harness.room().tick();
        target.y = Duel.LANE;
        duel.harness.tick(4);
        Duel.ship(ada).railTicks = ShipRules.RAIL_COOLDOWN_TICKS + 1;
        ada.input(Duel.idle(0), Math.toIntExact(seen * 16));
        duel.harness.tick();
        assertEquals(150, Duel.health(target));
    }

    @Test
    void aKillIsWorthAHundred() {
        Pilot killer = Duel.pilot(ada);
        Pilot victim = Duel.pilot(bea);
        kill();
        assertEquals(100, killer.score);
        assertEquals(1, killer.kills);
        assertEquals(1, killer.streak);
        assertEquals(1, victim.deaths);
        assertFalse(victim.alive);
        assertNull(Duel.shipOrNull(bea));
    }

    @Test
    void endingAStreakOfFiveIsWorthFiftyMore() {
        Duel.pilot(bea).streak = 5;
        kill();
        assertEquals(150, Duel.pilot(ada).score);
        assertEquals(0, Duel.pilot(bea).streak);
    }

    @Test
    void whoeverHelpedGetsForty() {
        RoomHarness.Seat<Controls> cyd = duel.join("Cyd");
        Duel.put(ada, 1000, 2900);
        Ship target = Duel.put(bea, 1200, Duel.LANE);
        Duel.put(cyd, 1400, Duel.LANE);
        cyd.hold(Duel.rail(Math.PI), 13);
        assertEquals(95, Duel.health(target));
        kill();
        assertEquals(40, Duel.pilot(cyd).score);
        assertEquals(1, Duel.pilot(cyd).assists);
        assertEquals(100, Duel.pilot(ada).score);
    }

    @Test
    void theDeadFlyAgainAfterTwoSeconds() {
        kill();
        duel.harness.tick(58);
        assertNull(Duel.shipOrNull(bea));
        assertEquals(1, Duel.pilot(bea).respawnSeconds);
        duel.harness.tick(2);
        Ship reborn = Duel.shipOrNull(bea);
        assertNotNull(reborn);
        assertTrue(reborn.fresh);
        assertEquals(150, Duel.health(reborn));
        double dx = reborn.x - Duel.ship(ada).x;
        double dy = reborn.y - Duel.ship(ada).y;
        assertTrue(Math.sqrt(dx * dx + dy * dy) >= Respawns.FAR_ENOUGH - 100);
    }

    @Test
    void whoLeavesTakesHisBoltsAlong() {
        Duel.put(ada, 1000, Duel.LANE);
        Duel.put(bea, 1000, 3800);
        shootOnce(0);
        assertEquals(1, bolts());
        ada.leave();
        duel.harness.tick();
        assertEquals(0, bolts());
        assertEquals(1, duel.harness.entities(Ship.class).size());
    }

    @Test
    void aShipOfWhomNothingIsHeardCoastsToAStop() {
        ada.hold(Duel.thrust(15, 0), 30);
        ada.drop();
        duel.harness.tick(60);
        assertEquals(0, Duel.ship(ada).vx);
        assertFalse(Duel.ship(ada).thrust);
    }

    private void kill() {
        Duel.put(ada, 1000, Duel.LANE);
        Ship target = Duel.put(bea, 1200, Duel.LANE);
        target.hull = 5;
        target.shield = 0;
        shootOnce(0);
        for (int i = 0; i < 10 && Duel.pilot(bea).alive; i++) {
            duel.harness.tick();
        }
    }

    private void shootOnce(double aim) {
        ada.hold(Duel.fire(aim), 1);
        ada.input(Duel.idle(aim));
    }

    private int bolts() {
        return duel.harness.entities(Bolt.class).size();
    }

    private Bolt bolt() {
        return duel.harness.entities(Bolt.class).get(0);
    }
}
