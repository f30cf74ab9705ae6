package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.testing.RoomHarness;
import dev.rookery.testing.RoomHarness.Seat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Skirmish in the large world. Every frame is decoded by the link of each player, and compared once a second with the
/// server's hash.
final class LargeWorldRoomTest {
    private static final RoomLimits FOR_EVER = new RoomLimits(60_000, Integer.MAX_VALUE);
    private static final double UNIT = 1 / 16.0; // px of a place on the wire

    @Test
    void eachPlayerIsSentExactlyWhatLiesAroundIt() {
        RoomHarness<Controls> room = room("24", 31);
        List<Seat<Controls>> seats = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            seats.add(room.join("P" + i));
        }
        assertEquals(9 * 24, room.room().players().size());
        for (int tick = 0; tick < 900; tick++) {
            for (int i = 0; i < seats.size(); i++) {
                seats.get(i).input(restless(tick, i));
            }
            room.tick();
            if (tick % 10 == 0) {
                for (Seat<Controls> seat : seats) {
                    assertSeesItsSurroundings(room, seat, "tick=" + tick);
                }
            }
        }
        for (Seat<Controls> seat : seats) {
            assertEquals(906 - seats.indexOf(seat) - 1, seat.link().deltas(), 8);
        }
    }

    private static void assertSeesItsSurroundings(RoomHarness<Controls> room, Seat<Controls> seat, String where) {
        Ship own = Duel.shipOrNull(seat);
        if (own == null) {
            return;
        }
        EntityRows rows = seat.link().rows();
        int seen = 0;
        for (Ship ship : room.entities(Ship.class)) {
            boolean inView = Math.abs(ship.x - own.x) <= 920 && Math.abs(ship.y - own.y) <= 965;
            boolean far = Math.abs(ship.x - own.x) > 920 + 2 * 512 || Math.abs(ship.y - own.y) > 965 + 2 * 512;
            boolean known = ship.id() < rows.end() && rows.kind(ship.id()) == 0;
            assertTrue(known || !inView, () -> where + " is not sent what it sees: ship=" + ship.id());
            assertFalse(known && far, () -> where + " is sent what is far away: ship=" + ship.id());
            if (known) {
                seen++;
                assertEquals(ship.x, rows.value(ship.id(), 0) * UNIT, UNIT, where);
                assertEquals(ship.y, rows.value(ship.id(), 1) * UNIT, UNIT, where);
            }
        }
        assertTrue(seen < 120, where + " is sent half the world: " + seen);
    }

    @Test
    void shipsUseTheWholeWorldAndStayOutOfWalls() {
        RoomHarness<Controls> room = room("12", 32);
        room.tick();
        Walls walls = new Walls(Size.LARGE.world);
        walls.load(room.entities(Wall.class));
        boolean[] visited = new boolean[Size.LARGE.districtCount()];
        for (int tick = 0; tick < 900; tick++) {
            room.tick();
            for (Ship ship : room.entities(Ship.class)) {
                assertTrue(
                        walls.isFree(ship.x, ship.y, Ship.RADIUS - 0.5), () -> "x=" + ship.x + " y=" + ship.y + " seed=32");
                visited[Size.LARGE.district(ship.x, ship.y)] = true;
            }
        }
        for (boolean one : visited) {
            assertTrue(one, "every district is played in");
        }
        int kills = 0;
        for (Pilot pilot : room.entities(Pilot.class)) {
            kills += pilot.kills;
        }
        assertTrue(kills > 50, "kills=" + kills);
    }

    @Test
    void theSameSeedGivesTheSameRoom() {
        RoomHarness<Controls> once = room("8", 33);
        RoomHarness<Controls> again = room("8", 33);
        once.tick(600);
        again.tick(600);
        assertEquals(once.stateHash(), again.stateHash());
    }

    static RoomHarness<Controls> room(String bots, long seed) {
        return RoomHarness.of(Skirmish.TYPE)
                .seed(seed)
                .limits(FOR_EVER)
                .setting("bots", bots)
                .setting("size", "large")
                .start();
    }

    /// Flies about, turns, shoots and dashes, each player in a way of its own.
    static Controls restless(int tick, int player) {
        int way = (tick / (20 + 7 * player) + player) % 4;
        int moveX = way == 0 ? 15 : way == 2 ? -15 : 3;
        int moveY = way == 1 ? 15 : way == 3 ? -15 : -2;
        double aim = (tick * 0.05 + player) % 6;
        return new Controls((byte) moveX, (byte) moveY, aim, tick % 9 < 5, tick % 150 == 75, tick % 100 == 40);
    }
}
