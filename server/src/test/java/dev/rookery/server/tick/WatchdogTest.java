package dev.rookery.server.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.MetricsRegistry;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Real rooms on real threads, whose first tick waits for the test; the clock and the watchdog's pulses are the test's.
final class WatchdogTest implements Watchdog.Listener {
    private static final long PULSE_NANOS = Watchdog.PERIOD_MILLIS * 1_000_000;

    /// Waits in its first tick, deaf to interrupts.
    private record Waiting(CountDownLatch begun, CountDownLatch end) implements Game<Waiting.Nothing> {
        record Nothing() {}

        @Override
        public void onJoin(Player player) {}

        @Override
        public void onInput(Player player, Nothing input) {}

        @Override
        public void onTick(long tick) {
            begun.countDown();
            boolean isOver = false;
            while (!isOver) {
                try {
                    end.await();
                    isOver = true;
                } catch (InterruptedException e) {
                    isOver = false; // a loop would not hear it either
                }
            }
        }
    }

    private final AtomicLong now = new AtomicLong();
    private final Counters counters = new Counters();
    private final MetricsRegistry metrics = new MetricsRegistry(counters);
    private final TickLoops loops = new TickLoops(now::get, counters, metrics.tickTimes());
    private final Watchdog watchdog = new Watchdog(loops, counters, now::get, this);
    private final List<Watchdog.StuckRoom> stuck = new ArrayList<>();
    private final List<RoomProxy> returned = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        metrics.close();
    }

    @Override
    public void stuck(Watchdog.StuckRoom room) {
        stuck.add(room);
    }

    @Override
    public void returned(RoomProxy room) {
        returned.add(room);
    }

    @Override
    public void overran(RoomProxy room, long p99Nanos, long periodNanos, long overruns) {}

    @Test
    void aTickThatDoesNotEndIsGivenUpAfterASecondAndItsThreadIsAwaitedOnce() throws InterruptedException {
        RoomProxy room = startRoom(30);
        pulses(9);
        assertEquals(List.of(), stuck);
        assertFalse(room.isClosed());
        pulses(1);
        assertEquals(1, stuck.size());
        assertEquals(1, stuck.getFirst().tick());
        assertTrue(stuck.getFirst().stack().stream().anyMatch(frame -> frame.getClassName().endsWith("Waiting")));
        assertTrue(room.isClosed());
        assertFalse(room.reserveSeat());
        assertEquals(1, watchdog.stuckRooms());
        assertTrue(watchdog.isEveryRoomTicking());
        assertEquals(1, counters.value(Counter.ROOMS_STUCK));
        pulses(50);
        assertEquals(1, stuck.size());
        assertEquals(List.of(), returned);
        end.countDown();
        over.await();
        for (int i = 0; i < 1000 && returned.isEmpty(); i++) { // its last instructions
            pulses(1);
            Thread.onSpinWait();
        }
        assertEquals(List.of(room), returned);
        assertEquals(0, watchdog.stuckRooms());
        assertEquals(0, counters.value(Counter.ROOM_FAILURES));
        pulses(5);
        assertEquals(1, returned.size());
    }

    @Test
    void aSlowRoomHasTwentyOfItsTicks() throws InterruptedException {
        startRoom(5);
        pulses(39);
        assertEquals(List.of(), stuck);
        pulses(1);
        assertEquals(1, stuck.size());
    }

    @Test
    void afterAPauseOfTheWholeProcessEveryRoomHasAFreshSecond() throws InterruptedException {
        startRoom(30);
        for (int i = 0; i < 5; i++) {
            pulses(9);
            now.addAndGet(8_000_000_000L); // stopped, and continued
        }
        pulses(10);
        assertEquals(List.of(), stuck, "the watchdog has seen it run for less than a second at a time");
        pulses(2);
        assertEquals(1, stuck.size());
    }

    private void pulses(int count) {
        for (int i = 0; i < count; i++) {
            now.addAndGet(PULSE_NANOS);
            watchdog.pulse();
        }
    }

    /// A room in its first tick, as the watchdog has just seen it.
    private RoomProxy startRoom(int tickRateHz) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        GameType<Waiting.Nothing> type = GameType.named("waiting")
                .seats(1, 1)
                .tickRate(tickRateHz)
                .create(Waiting.Nothing.class, room -> new Waiting(begun, end));
        GameBinding<Waiting.Nothing> binding = GameBinding.bind(type);
        RoomProxy proxy =
                new RoomProxy("room", new RoomTerms(type.name(), 1, false, Map.of()), binding.input().layout());
        RoomInstruments instruments = new RoomInstruments(counters, metrics.latencyTimes(), now::get);
        RoomLoop<Waiting.Nothing> loop = new RoomLoop<>(
                binding, proxy, RoomLimits.DEFAULT, 1, Map.of(), new ControlCodec(), instruments);
        loops.start(loop, tickRateHz, over::countDown);
        begun.await();
        watchdog.pulse();
        return proxy;
    }
}
