package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.server.room.Prairie.Reins;
import dev.rookery.testing.RoomHarness;
import dev.rookery.testing.RoomHarness.Seat;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// A room with interest cells, whole. That each client knows exactly what its cells hold is checked with every frame by
/// the link itself, once a second against the server's hash.
final class InterestRoomTest {
    private static final double CELL = 256;
    private static final double FARTHEST = 250 + 2.5 * CELL; // from the eye to the far side of a cell in view

    @Test
    void aPlayerIsSentWhatLiesAroundItAndNothingElse() {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).setting("herd", "400").start();
        Seat<Reins> ada = harness.join("Ada");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        double x = 2000;
        double y = 1000;
        for (int tick = 0; tick < 900; tick++) {
            x = Math.clamp(x + random.nextDouble(-30, 34), 0, Prairie.WIDTH);
            y = Math.clamp(y + random.nextDouble(-30, 30), 0, Prairie.HEIGHT);
            ada.input(Reins.to(x, y));
            harness.tick();
            assertSeesItsSurroundings(harness, ada, x, y, "seed=5 tick=" + tick);
        }
    }

    private static void assertSeesItsSurroundings(
            RoomHarness<Reins> harness, Seat<Reins> seat, double x, double y, String where) {
        EntityRows rows = seat.link().rows();
        int seen = 0;
        for (Prairie.Steer steer : harness.entities(Prairie.Steer.class)) {
            boolean inView = Math.abs(steer.x - x) <= 250 && Math.abs(steer.y - y) <= 150;
            boolean known = steer.id() < rows.end() && rows.kind(steer.id()) >= 0;
            assertTrue(known || !inView, where + " is not sent what it sees: id=" + steer.id());
            boolean far = Math.abs(steer.x - x) > FARTHEST || Math.abs(steer.y - y) > FARTHEST;
            assertFalse(known && far, where + " is sent what is far away: id=" + steer.id());
            seen += known ? 1 : 0;
        }
        assertTrue(seen < 200, where + " is sent half the herd: " + seen);
    }

    @Test
    void noByteOfWhatIsElsewhereReachesAClient() {
        assertArrayEquals(bytesOfAda(true), bytesOfAda(false));
    }

    /// Everything that Ada is sent while Bob, far away, rides and shoots and shouts, or does not.
    private static byte[] bytesOfAda(boolean bobIsBusy) {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).setting("herd", "40").start();
        Seat<Reins> ada = harness.join("Ada");
        Seat<Reins> bob = harness.join("Bob");
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int tick = 0; tick < 200; tick++) {
            ada.input(Reins.to(300 + tick, 300));
            double way = bobIsBusy ? tick : 0;
            bob.input(new Reins(3000 + way, 1500, bobIsBusy && tick % 7 == 0, bobIsBusy && tick % 20 == 0));
            if (tick == 100) {
                ada.drop();
                harness.tick();
                ada.resume();
            }
            harness.tick();
            if (tick > 0) {
                sent.writeBytes(ada.link().header());
                sent.writeBytes(ada.link().frame());
            }
        }
        return sent.toByteArray();
    }

    @Test
    void whatHasNoPlaceIsSentToEverybody() {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).setting("omen", "storm").start();
        Seat<Reins> ada = harness.join("Ada");
        Seat<Reins> bob = harness.join("Bob");
        for (int tick = 0; tick < 120; tick++) {
            ada.input(Reins.to(100, 100));
            bob.input(Reins.to(4000, 2000));
            harness.tick();
        }
        Entity sky = harness.entities(Prairie.Sky.class).get(0);
        assertEquals(2, ada.link().rows().value(sky.id(), 0));
        assertEquals(2, bob.link().rows().value(sky.id(), 0));
        assertEquals(2, ada.link().events());
        assertEquals(2, bob.link().events());
    }

    @Test
    void anEventAtAPlaceReachesThoseWhoSeeThePlace() {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).start();
        Seat<Reins> ada = harness.join("Ada");
        Seat<Reins> bob = harness.join("Bob");
        Seat<Reins> cleo = harness.join("Cleo");
        for (int tick = 0; tick < 20; tick++) {
            ada.input(new Reins(1000, 1000, tick == 10, false));
            bob.input(Reins.to(1100, 1000));
            cleo.input(Reins.to(3000, 1000));
            harness.tick();
        }
        assertEquals(1, ada.link().events());
        assertEquals(1, bob.link().events());
        assertEquals(0, cleo.link().events());
    }

    @Test
    void whoCrossesABorderStaysTheSameForThoseWhoWatch() {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).start();
        Seat<Reins> ada = harness.join("Ada");
        Seat<Reins> bob = harness.join("Bob");
        bob.input(Reins.to(900, 1000));
        ada.input(Reins.to(1000, 1000));
        harness.tick();
        int rider = bob.player().owned(Prairie.Rider.class).id();
        int generation = ada.link().rows().generation(rider);
        for (int tick = 0; tick < 60; tick++) {
            ada.input(Reins.to(1000, 1000));
            bob.input(Reins.to(900 + tick * 5, 1000));
            harness.tick();
            assertEquals(generation, ada.link().rows().generation(rider), "tick=" + tick);
            assertEquals((900 + tick * 5) * 16, ada.link().rows().value(rider, 0), "tick=" + tick);
        }
    }

    @Test
    void whoIsThrownAcrossTheWorldStaysTheSame() {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).start();
        Seat<Reins> ada = harness.join("Ada");
        ada.hold(Reins.to(300, 300), 5);
        int rider = ada.player().owned(Prairie.Rider.class).id();
        int generation = ada.link().rows().generation(rider);
        ada.hold(Reins.to(3900, 1900), 1);
        assertEquals(generation, ada.link().rows().generation(rider));
        assertEquals(3900 * 16, ada.link().rows().value(rider, 0));
    }

    @Test
    void thoseWhoSeeTheSameCellsShareOneFrame() {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).setting("herd", "40").start();
        Seat<Reins> ada = harness.join("Ada");
        Seat<Reins> bob = harness.join("Bob");
        Seat<Reins> cleo = harness.join("Cleo");
        for (int tick = 0; tick < 10; tick++) {
            ada.input(Reins.to(1000, 1000));
            bob.input(Reins.to(1010, 1000));
            cleo.input(Reins.to(3000, 1000));
            harness.tick();
        }
        assertSame(ada.link().shared(), bob.link().shared());
        assertNotSame(ada.link().shared(), cleo.link().shared());
    }

    @Test
    void aGameSaysWhereAPlayerLooks() {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).start();
        Seat<Reins> ada = harness.join("Ada");
        Seat<Reins> bob = harness.join("Bob");
        for (int tick = 0; tick < 10; tick++) {
            ada.input(Reins.to(300, 300));
            bob.input(Reins.to(3000, 1500));
            harness.tick();
        }
        int adasRider = ada.player().owned(Prairie.Rider.class).id();
        int bobsRider = bob.player().owned(Prairie.Rider.class).id();
        assertFalse(knows(ada, bobsRider));
        ada.player().lookAt(bob.player().owned(Prairie.Rider.class));
        harness.tick();
        assertTrue(knows(ada, bobsRider));
        assertFalse(knows(ada, adasRider), "its own place is out of view now");
        bob.leave();
        harness.tick();
        assertFalse(knows(ada, bobsRider));
        ada.player().lookAt(300, 300);
        harness.tick();
        assertTrue(knows(ada, adasRider));
    }

    private static boolean knows(Seat<Reins> seat, int id) {
        EntityRows rows = seat.link().rows();
        return id < rows.end() && rows.kind(id) >= 0;
    }

    @Test
    void whoComesBackIsExactAtOnce() {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).setting("herd", "400").start();
        Seat<Reins> ada = harness.join("Ada");
        ada.hold(Reins.to(2000, 1000), 30);
        ada.link().stalled(true);
        harness.tick(100);
        ada.link().stalled(false);
        harness.tick();
        assertSeesItsSurroundings(harness, ada, 2000, 1000, "after the stall");
        assertEquals(2, ada.link().keyframes());
    }

    @Test
    void aRoomWithCellsAllocatesNothingWhileViewsStay() {
        RoomHarness<Reins> harness = RoomHarness.of(Prairie.TYPE).setting("herd", "400").start();
        List<Seat<Reins>> seats = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            seats.add(harness.join("rider " + i));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        int warmUp = 4_000;
        int measured = 2_000;
        for (int tick = 0; tick < warmUp + measured; tick++) {
            for (int i = 0; i < seats.size(); i++) {
                seats.get(i).input(Reins.to(200 + i * 190, 200 + i * 80));
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            harness.tick();
            if (tick >= warmUp) {
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
            }
        }
        double perTick = (double) allocated / measured;
        assertTrue(perTick < 16, "bytes allocated per tick by the room's thread: " + perTick);
    }
}
