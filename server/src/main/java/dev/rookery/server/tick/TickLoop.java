package dev.rookery.server.tick;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.TickTimes;
import dev.rookery.server.room.RoomLoop;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// A virtual thread that steps one room on absolute deadlines until the room is over. The thread owns the room; nobody
/// else touches it.
final class TickLoop implements Runnable {
    private final RoomLoop<?> room;
    private final int tickRateHz;
    private final LongSupplier nanoTime;
    private final Counters counters;
    private final TickTimes times;
    private volatile long lastTickNanos;

    TickLoop(RoomLoop<?> room, int tickRateHz, LongSupplier nanoTime, Counters counters, TickTimes times) {
        this.room = room;
        this.tickRateHz = tickRateHz;
        this.nanoTime = nanoTime;
        this.counters = counters;
        this.times = times;
        this.lastTickNanos = nanoTime.getAsLong();
    }

    /// When the room last began a tick, on the monotonic clock; any thread.
    long lastTickNanos() {
        return lastTickNanos;
    }

    @Override
    public void run() {
        TickSchedule schedule = new TickSchedule(tickRateHz, nanoTime.getAsLong());
        long periodNanos = 1_000_000_000L / tickRateHz;
        long skippedBefore = 0;
        boolean goesOn = true;
        while (goesOn) {
            long now = awaitDue(schedule);
            long lateness = schedule.begin(now);
            if (lateness > periodNanos) {
                counters.add(Counter.TICK_OVERRUNS);
            }
            long skipped = schedule.skippedTicks();
            if (skipped != skippedBefore) {
                counters.add(Counter.TICKS_SKIPPED, skipped - skippedBefore);
                skippedBefore = skipped;
            }
            lastTickNanos = now;
            goesOn = room.step(now);
            times.record(nanoTime.getAsLong() - now, Math.max(lateness, 0));
        }
    }

    private long awaitDue(TickSchedule schedule) {
        long due = schedule.dueNanos();
        long now = nanoTime.getAsLong();
        while (now - due < 0) {
            LockSupport.parkNanos(due - now);
            now = nanoTime.getAsLong();
        }
        return now;
    }
}
