package dev.rookery.server.tick;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.TickTimes;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomPulse;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// A virtual thread that steps one room on absolute deadlines until the room is over. The thread owns the room; nobody
/// else touches it. What the watchdog needs to know is published in one word and in the room's proxy.
final class TickLoop implements Runnable {
    private final RoomLoop<?> room;
    private final RoomPulse pulse;
    private final int tickRateHz;
    private final LongSupplier nanoTime;
    private final Counters counters;
    private final TickTimes times;
    private final TickLoad load;
    private final Thread thread;
    private volatile long steps; // odd while one runs

    // Owned by the watchdog's thread.
    long seenSteps = -1; // as the watchdog saw them last
    long seenNanos; // and since when
    long seenOverruns; // at its last report

    /// @param afterwards runs on the same thread once the room is over
    TickLoop(
            RoomLoop<?> room,
            int tickRateHz,
            LongSupplier nanoTime,
            Counters counters,
            TickTimes times,
            Runnable afterwards) {
        this.room = room;
        this.pulse = room.proxy().pulse();
        this.tickRateHz = tickRateHz;
        this.nanoTime = nanoTime;
        this.counters = counters;
        this.times = times;
        this.load = new TickLoad(nanoTime.getAsLong());
        this.thread = Thread.ofVirtual().name("room-" + room.proxy().id()).unstarted(() -> {
            try {
                run();
            } finally {
                pulse.end();
                var _ = Thread.interrupted(); // the watchdog's, which was for the game
                afterwards.run();
            }
        });
    }

    Thread thread() {
        return thread;
    }

    RoomProxy proxy() {
        return room.proxy();
    }

    int tickRateHz() {
        return tickRateHz;
    }

    /// Twice the number of ticks that are over, and one more while one runs; any thread. A number that stays tells that the room
    /// does not come on.
    long steps() {
        return steps;
    }

    @Override
    public void run() {
        TickSchedule schedule = new TickSchedule(tickRateHz, nanoTime.getAsLong());
        long periodNanos = 1_000_000_000L / tickRateHz;
        long skippedBefore = 0;
        long step = 0;
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
            pulse.beforeTick();
            long begun = nanoTime.getAsLong(); // what was just taken is older
            steps = ++step;
            goesOn = room.step(begun);
            steps = ++step;
            times.record(nanoTime.getAsLong() - begun, Math.max(lateness, 0));
            pulse.afterTick();
            long end = nanoTime.getAsLong();
            judge(end - now, end);
            room.proxy().meter().add(end - now, periodNanos, room.bytesHanded(), end);
        }
    }

    private void judge(long durationNanos, long nowNanos) {
        load.add(durationNanos, nowNanos);
        if (load.isCrowded() != room.proxy().isCrowded()) {
            room.proxy().publishCrowded(load.isCrowded());
        }
        if (load.isOverloaded() != room.proxy().isOverloaded()) {
            room.proxy().publishOverloaded(load.isOverloaded());
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
