package dev.rookery.server.tick;

import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.TickTimes;
import dev.rookery.server.room.RoomLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Starts and knows the threads of all running rooms. Safe for any thread.
public final class TickLoops {
    private final LongSupplier nanoTime;
    private final Counters counters;
    private final TickTimes times;
    private final Map<String, TickLoop> running = new ConcurrentHashMap<>();

    public TickLoops(LongSupplier nanoTime, Counters counters, TickTimes times) {
        this.nanoTime = nanoTime;
        this.counters = counters;
        this.times = times;
    }

    /// Runs `room` on a thread of its own until it is over, then `afterwards` on the same thread.
    public void start(String roomId, RoomLoop<?> room, int tickRateHz, Runnable afterwards) {
        TickLoop loop = new TickLoop(room, tickRateHz, nanoTime, counters, times);
        running.put(roomId, loop);
        Thread.ofVirtual().name("room-" + roomId).start(() -> {
            try {
                loop.run();
            } finally {
                running.remove(roomId);
                afterwards.run();
            }
        });
    }

    /// How long ago the slowest room began a tick, in nanoseconds; 0 without rooms. More than a second means that a room is
    /// stuck.
    public long longestSilenceNanos() {
        long now = nanoTime.getAsLong();
        long longest = 0;
        for (TickLoop loop : running.values()) {
            longest = Math.max(longest, now - loop.lastTickNanos());
        }
        return longest;
    }
}
