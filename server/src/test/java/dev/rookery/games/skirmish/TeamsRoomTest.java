package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.RoomHarness;
import org.junit.jupiter.api.Test;

final class TeamsRoomTest {
    @Test
    void newcomersJoinTheSmallerTeam() {
        Duel duel = new Duel("teams");
        for (int i = 0; i < 9; i++) {
            duel.join("P" + i);
            assertTrue(Math.abs(count(duel, Team.AZURE) - count(duel, Team.AMBER)) <= 1);
        }
    }

    @Test
    void friendsDoNoHarm() {
        Duel duel = new Duel("teams");
        RoomHarness.Seat<Controls> ada = duel.join("Ada");
        duel.join("Bea");
        RoomHarness.Seat<Controls> cyd = duel.join("Cyd");
        assertEquals(Duel.pilot(ada).team, Duel.pilot(cyd).team);
        Duel.put(ada, 1000, Duel.LANE);
        Ship friend = Duel.put(cyd, 1200, Duel.LANE);
        ada.hold(Duel.fire(0), 10);
        ada.hold(Duel.rail(0), 13);
        assertEquals(150, Duel.health(friend));
        assertEquals(0, Duel.pilot(ada).hits);
    }

    @Test
    void boltsFlyThroughFriendsToEnemies() {
        Duel duel = new Duel("teams");
        RoomHarness.Seat<Controls> ada = duel.join("Ada");
        RoomHarness.Seat<Controls> bea = duel.join("Bea");
        RoomHarness.Seat<Controls> cyd = duel.join("Cyd");
        assertNotEquals(Duel.pilot(ada).team, Duel.pilot(bea).team);
        Duel.put(ada, 1000, Duel.LANE);
        Duel.put(cyd, 1200, Duel.LANE);
        Ship enemy = Duel.put(bea, 1400, Duel.LANE);
        ada.hold(Duel.fire(0), 20);
        assertTrue(Duel.health(enemy) < 150);
    }

    @Test
    void pointsCountForTheTeam() {
        Duel duel = new Duel("teams");
        RoomHarness.Seat<Controls> ada = duel.join("Ada");
        RoomHarness.Seat<Controls> bea = duel.join("Bea");
        Duel.put(ada, 1000, Duel.LANE);
        Ship enemy = Duel.put(bea, 1200, Duel.LANE);
        enemy.hull = 1;
        enemy.shield = 0;
        ada.hold(Duel.fire(0), 10);
        Match match = duel.harness.entities(Match.class).get(0);
        assertEquals(100, Duel.pilot(ada).team == Team.AZURE ? match.azureScore : match.amberScore);
        assertEquals(100, match.azureScore + match.amberScore);
    }

    @Test
    void somebodyChangesSidesWhenATeamHasLostTooMany() {
        Duel duel = new Duel("teams");
        RoomHarness.Seat<Controls> ada = duel.join("Ada");
        RoomHarness.Seat<Controls> bea = duel.join("Bea");
        duel.join("Cyd");
        RoomHarness.Seat<Controls> dan = duel.join("Dan");
        bea.leave();
        dan.leave();
        assertEquals(0, count(duel, Duel.pilot(ada).team == Team.AZURE ? Team.AMBER : Team.AZURE));
        Pilot pilot = Duel.pilot(ada);
        duel.harness.room().despawn(Duel.ship(ada));
        pilot.ship = null; // between a death and the next ship
        pilot.respawnTicks = 60;
        duel.harness.tick();
        assertEquals(1, count(duel, Team.AZURE));
        assertEquals(1, count(duel, Team.AMBER));
    }

    private static int count(Duel duel, Team team) {
        int count = 0;
        for (Pilot pilot : duel.harness.entities(Pilot.class)) {
            count += pilot.team == team ? 1 : 0;
        }
        return count;
    }
}
