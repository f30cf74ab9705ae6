package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Player;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.testing.RoomHarness;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BotsRoomTest {
    private static final RoomLimits FOR_EVER = new RoomLimits(60_000, Integer.MAX_VALUE);

    @ParameterizedTest
    @CsvSource({"ffa, 11, 10", "teams, 12, 2"})
    void tenThousandTicksTwiceAreTheSame(String mode, long seed, int thousands) {
        RoomHarness<Controls> once = room(mode, "12", seed);
        RoomHarness<Controls> again = room(mode, "12", seed);
        for (int i = 0; i < thousands; i++) {
            once.tick(1000);
            again.tick(1000);
            assertEquals(once.stateHash(), again.stateHash(), "tick=" + once.room().tick() + " seed=" + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"foundry, 1", "crossing, 2", "pinwheel, 3", "reef, 4"})
    void nobodyIsEverInAWallOrOutsideTheWorld(String map, long seed) {
        RoomHarness<Controls> room = RoomHarness.of(Skirmish.TYPE)
                .seed(seed)
                .limits(FOR_EVER)
                .setting("bots", "12")
                .setting("map", map)
                .start();
        Walls walls = new Walls(Size.DISTRICT);
        room.tick();
        walls.load(room.entities(Wall.class));
        for (int i = 0; i < 2000; i++) {
            room.tick();
            for (Ship ship : room.entities(Ship.class)) {
                assertTrue(
                        walls.isFree(ship.x, ship.y, Ship.RADIUS - 0.5),
                        () -> "x=" + ship.x + " y=" + ship.y + " tick=" + room.room().tick() + " seed=" + seed);
            }
            for (Bolt bolt : room.entities(Bolt.class)) {
                assertTrue(
                        bolt.x >= 0 && bolt.y >= 0 && bolt.x <= Size.DISTRICT && bolt.y <= Size.DISTRICT,
                        () -> "x=" + bolt.x + " y=" + bolt.y);
            }
        }
    }

    @Test
    void botsFightAndUseEverythingThereIs() {
        RoomHarness<Controls> room = room("ffa", "8", 5);
        room.tick(Rounds.PLAYING_TICKS - 10);
        int kills = 0;
        int scoring = 0;
        int deaths = 0;
        for (Pilot pilot : room.entities(Pilot.class)) {
            kills += pilot.kills;
            deaths += pilot.deaths;
            scoring += pilot.score > 0 ? 1 : 0;
        }
        assertEquals(kills, deaths);
        assertTrue(kills >= 30, "kills=" + kills);
        assertTrue(scoring >= 6, "scoring=" + scoring);
    }

    @Test
    void theRoomStaysAtItsLeastPopulation() {
        RoomHarness<Controls> room = room("ffa", "8", 6);
        room.tick();
        assertEquals(8, room.room().players().size());
        RoomHarness.Seat<Controls> ada = room.join("Ada");
        room.tick(3);
        assertEquals(8, room.room().players().size());
        assertEquals(7, bots(room));
        ada.leave();
        room.tick(60);
        assertEquals(8, bots(room));
    }

    @Test
    void aRoomOfPeopleHasNoBots() {
        RoomHarness<Controls> room = room("ffa", "4", 6);
        for (int i = 0; i < 5; i++) {
            room.join("P" + i);
        }
        room.tick(5);
        assertEquals(0, bots(room));
        assertEquals(5, room.entities(Ship.class).size());
    }

    @Test
    void teamsOfBotsAndPeopleStayEven() {
        RoomHarness<Controls> room = room("teams", "12", 8);
        RoomHarness.Seat<Controls> ada = room.join("Ada");
        RoomHarness.Seat<Controls> bea = room.join("Bea");
        for (int i = 0; i < 40; i++) {
            room.tick(50);
            if (i == 10) {
                ada.leave();
            }
            if (i == 20) {
                bea.leave();
            }
            if (i % 10 == 9) {
                int azure = 0;
                for (Pilot pilot : room.entities(Pilot.class)) {
                    azure += pilot.team == Team.AZURE ? 1 : 0;
                }
                assertEquals(6, azure, "tick=" + room.room().tick());
            }
        }
    }

    @Test
    void botsHaveNamesOfTheirOwn() {
        RoomHarness<Controls> room = room("ffa", "24", 9);
        room.tick();
        Set<String> words = new HashSet<>();
        for (Player player : room.room().players()) {
            assertTrue(player.name().matches("[A-Z][a-z]+-[0-9]{2}"), player.name());
            assertTrue(words.add(player.name().substring(0, player.name().indexOf('-'))), player.name());
        }
    }

    @Test
    void aLonePlayerIsNotKilledWhereHeSpawns() {
        for (long seed = 1; seed <= 3; seed++) {
            RoomHarness<Controls> room = room("ffa", "8", seed);
            room.tick(600);
            RoomHarness.Seat<Controls> ada = room.join("Ada");
            int lives = 0;
            int ticksAlive = 0;
            for (int tick = 0; tick < 3600; tick++) {
                // Idle hands are the hardest case: somebody who reads the controls first.
                ada.hold(Duel.idle(0), 1);
                Pilot pilot = Duel.pilot(ada);
                if (pilot.alive) {
                    ticksAlive++;
                    lives = Math.max(lives, pilot.deaths + 1);
                }
            }
            assertTrue(ticksAlive / lives > 5 * 30, "seed=" + seed + " meanTicks=" + ticksAlive / lives);
        }
    }

    @Test
    void botsDoNotSeeACloakedShip() {
        RoomHarness<Controls> room = room("ffa", "4", 3);
        room.tick(300);
        RoomHarness.Seat<Controls> ada = room.join("Ada");
        for (int i = 0; i < 1500; i++) {
            Ship ship = Duel.shipOrNull(ada);
            assertFalse(ship == null, "killed while cloaked");
            if (ship != null) {
                ship.cloakTicks = 100;
                ship.cloaked = true;
                ship.freshTicks = 0;
                ship.hull = Math.max(ship.hull, 60); // a stray bolt may come by
            }
            room.tick();
        }
    }

    @Test
    void botsKeepPlayingWhenEverybodyHasLeft() {
        RoomHarness<Controls> room = room("ffa", "8", 4);
        RoomHarness.Seat<Controls> ada = room.join("Ada");
        ada.leave();
        room.tick(60);
        int before = kills(room);
        room.tick(1800);
        assertTrue(kills(room) > before);
    }

    private static int kills(RoomHarness<Controls> room) {
        int kills = 0;
        for (Pilot pilot : room.entities(Pilot.class)) {
            kills += pilot.kills;
        }
        return kills;
    }

    private static int bots(RoomHarness<Controls> room) {
        int bots = 0;
        for (Player player : room.room().players()) {
            bots += player.isBot() ? 1 : 0;
        }
        return bots;
    }

    private static RoomHarness<Controls> room(String mode, String bots, long seed) {
        return RoomHarness.of(Skirmish.TYPE)
                .seed(seed)
                .limits(FOR_EVER)
                .setting("mode", mode)
                .setting("bots", bots)
                .start();
    }
}
