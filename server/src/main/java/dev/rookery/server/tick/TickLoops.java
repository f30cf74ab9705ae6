package dev.rookery.server.tick;

import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.TickTimes;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomPulse;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Starts and knows the threads of all running rooms. Safe for any thread.
public final class TickLoops {
    private final LongSupplier nanoTime;
    private final Counters counters;
    private final TickTimes times;
    private final Supplier<RoomPulse> pulses;
    private final Map<String, TickLoop> running = new ConcurrentHashMap<>();

    /// For rooms whose players' sockets are read and written by themselves.
    public TickLoops(LongSupplier nanoTime, Counters counters, TickTimes times) {
        this(nanoTime, counters, times, () -> RoomPulse.NONE);
    }

    /// @param pulses a new one for each room
    public TickLoops(LongSupplier nanoTime, Counters counters, TickTimes times, Supplier<RoomPulse> pulses) {
        this.pulses = pulses;
        this.nanoTime = nanoTime;
        this.counters = counters;
        this.times = times;
    }

    /// For a room that is to be started here.
    public RoomPulse newPulse() {
        return pulses.get();
    }

    /// Runs `room` on a thread of its own until it is over, then `afterwards` on the same thread.
    public void start(RoomLoop<?> room, int tickRateHz, Runnable afterwards) {
        String id = room.proxy().id();
        TickLoop loop = new TickLoop(room, tickRateHz, nanoTime, counters, times, () -> {
            running.remove(id);
            afterwards.run();
        });
        running.put(id, loop);
        loop.thread().start();
    }

    /// All that run and were not given up; a live view.
    Collection<TickLoop> running() {
        return running.values();
    }

    /// Nobody waits for this one any more.
    void giveUp(TickLoop loop) {
        running.remove(loop.proxy().id(), loop);
    }
}
