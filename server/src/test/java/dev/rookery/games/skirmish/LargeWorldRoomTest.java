package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.testing.ReferenceClient;
import dev.rookery.testing.RoomHarness;
import dev.rookery.testing.RoomHarness.Seat;
import java.lang.management.ManagementFactory;
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
        List<Seat<Controls>> seats = room.joinAll(6);
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

    @Test
    void aRoomAllocatesInputRecordsAndNothingElseWhileNobodyShoots() {
        RoomHarness<Controls> room = room("0", 34);
        List<Seat<Controls>> seats = room.joinAll(24);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        int warmUp = 4_000;
        int measured = 2_000;
        int controlsBytes = 32; // a double, two bytes and three booleans behind a header; each aim is another
        for (int tick = 0; tick < warmUp + measured; tick++) {
            for (int i = 0; i < seats.size(); i++) {
                int to = tick / 6 % 2 == 0 ? 4 : -4; // there and back, so that views stay
                seats.get(i).input(new Controls((byte) to, (byte) -to, tick % 60 * 0.1, false, false, false));
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            room.tick();
            if (tick >= warmUp) {
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
            }
        }
        double perTick = (double) allocated / measured;
        assertTrue(perTick < seats.size() * controlsBytes + 16, "bytes allocated per tick by the room's thread: " + perTick);
    }

    @Test
    void aKillerWhoIsFarAwayByThenIsToldAndThoseElsewhereAreNot() {
        RoomHarness<Controls> room = setup("0", 35).recorded().start();
        Seat<Controls> ada = room.join("Ada");
        Seat<Controls> bea = room.join("Bea");
        Seat<Controls> cleo = room.join("Cleo");
        Duel.put(ada, 1000, Duel.LANE);
        Ship victim = Duel.put(bea, 1500, Duel.LANE);
        Duel.put(cleo, 9000, 9000);
        victim.hull = 1;
        victim.shield = 0;
        room.tick(40);
        ada.hold(Duel.fire(0), 1);
        Duel.put(ada, 6000, 4096);
        room.tick(20);
        assertEquals(1, Duel.pilot(ada).kills);
        assertEquals(1, told(room, ada, "kill"));
        assertEquals(1, told(room, bea, "kill"));
        assertEquals(0, told(room, cleo, "kill"));
        assertEquals(2, told(room, cleo, "crowds"));
    }

    private static int told(RoomHarness<Controls> room, Seat<Controls> seat, String event) {
        ReferenceClient client = new ReferenceClient(room.schema(), room.backEnd());
        int told = 0;
        for (byte[] message : seat.link().messages()) {
            client.read(message);
            told += (int) client.told().stream().filter(one -> one.name().equals(event)).count();
        }
        return told;
    }

    @Test
    void nobodySpawnsInSightOfOthersNorInEmptiness() {
        RoomHarness<Controls> room = room("0", 36);
        Seat<Controls> ada = room.join("Ada");
        Ship first = Duel.put(ada, 6144, 5600);
        room.tick();
        int near = 0;
        for (int i = 0; i < 60; i++) {
            Seat<Controls> guest = room.join("Guest");
            Ship ship = Duel.ship(guest);
            double distance = Math.hypot(ship.x - first.x, ship.y - first.y);
            assertTrue(distance > 1000, "seed=36 guest=" + i + " distance=" + distance);
            near += distance < 4000 ? 1 : 0;
            guest.leave();
            room.tick();
        }
        assertTrue(near > 50, "seed=36 near=" + near);
    }

    @Test
    void everyDistrictHasPickUpsOfItsOwn() {
        RoomHarness<Controls> room = room("0", 37);
        room.tick();
        int[] districts = new int[Size.LARGE.districtCount()];
        for (PickUp pickUp : room.entities(PickUp.class)) {
            districts[Size.LARGE.district(pickUp.x, pickUp.y)] |= 1 << pickUp.kind.ordinal();
        }
        for (int kinds : districts) {
            assertEquals(7, kinds);
        }
        assertEquals(1000, room.proxy().terms().seats());
    }

    @Test
    void aRoundInTheLargeWorldEndsAndTheNextOneHasOtherDistricts() {
        RoomHarness<Controls> room = room("4", 38);
        room.tick();
        int walls = room.entities(Wall.class).size();
        room.tick(Rounds.PLAYING_TICKS + Rounds.RESULT_TICKS + 1);
        assertEquals(2, room.entities(Match.class).get(0).round);
        assertTrue(walls != room.entities(Wall.class).size());
        assertEquals(36, room.entities(Ship.class).size());
    }

    private static RoomHarness<Controls> room(String bots, long seed) {
        return setup(bots, seed).start();
    }

    private static RoomHarness.Setup<Controls> setup(String bots, long seed) {
        return RoomHarness.of(Skirmish.TYPE)
                .seed(seed)
                .limits(FOR_EVER)
                .setting("bots", bots)
                .setting("size", "large");
    }

    /// Flies about, turns, shoots and dashes, each player in a way of its own.
    private static Controls restless(int tick, int player) {
        int way = (tick / (20 + 7 * player) + player) % 4;
        int moveX = way == 0 ? 15 : way == 2 ? -15 : 3;
        int moveY = way == 1 ? 15 : way == 3 ? -15 : -2;
        double aim = (tick * 0.05 + player) % 6;
        return new Controls((byte) moveX, (byte) moveY, aim, tick % 9 < 5, tick % 150 == 75, tick % 100 == 40);
    }
}
