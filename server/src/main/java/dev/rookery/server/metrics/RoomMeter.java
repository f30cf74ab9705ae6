package dev.rookery.server.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/// What one room costs: how long its ticks take and what it hands to its clients, of the last ten to twenty seconds. Written by
/// the room's thread, which neither waits nor allocates; any thread may read, and may see a tick counted whose bytes are not yet.
public final class RoomMeter {
    /// What a room cost of late.
    ///
    /// @param p50Nanos half of the ticks took no longer, an eighth too much at the most; 0 without ticks
    /// @param p99Nanos likewise of 99 in 100
    /// @param overruns ticks that took longer than their period, since the room opened
    /// @param bytesPerSecond handed to all clients together, before anything below WebSocket messages
    public record Reading(long p50Nanos, long p99Nanos, long overruns, long bytesPerSecond) {}

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NEVER = 0;
    private static final int BYTES = TickHistogram.BUCKETS; // what follows the buckets of a window
    private static final int WINDOW = BYTES + 1;
    private static final int OVERRUNS = 2 * WINDOW;
    private static final int SINCE = OVERRUNS + 1; // when the present window began
    private static final int PRESENT = SINCE + 1; // where it is
    private static final int PAST_NANOS = PRESENT + 1; // how long the other one was

    private final AtomicLongArray cells = new AtomicLongArray(PAST_NANOS + 1);
    private long bytesBefore; // the room's thread

    /// A tick is over; the room's thread.
    ///
    /// @param periodNanos in which it should have been over
    /// @param bytesHanded to all clients together since the room opened
    public void add(long durationNanos, long periodNanos, long bytesHanded, long nowNanos) {
        if (cells.getPlain(SINCE) == NEVER) {
            cells.setRelease(SINCE, nowNanos);
        }
        if (nowNanos - cells.getPlain(SINCE) >= WINDOW_NANOS) {
            turn(nowNanos);
        }
        int window = (int) cells.getPlain(PRESENT);
        increase(window + TickHistogram.bucket(durationNanos), 1);
        increase(window + BYTES, bytesHanded - bytesBefore);
        bytesBefore = bytesHanded;
        if (durationNanos > periodNanos) {
            increase(OVERRUNS, 1);
        }
    }

    private void turn(long nowNanos) {
        int next = cells.getPlain(PRESENT) == 0 ? WINDOW : 0;
        for (int cell = 0; cell < WINDOW; cell++) {
            cells.setRelease(next + cell, 0);
        }
        cells.setRelease(PAST_NANOS, nowNanos - cells.getPlain(SINCE));
        cells.setRelease(PRESENT, next);
        cells.setRelease(SINCE, nowNanos);
    }

    private void increase(int cell, long by) {
        cells.setRelease(cell, cells.getPlain(cell) + by); // there is no other writer
    }

    /// Any thread.
    public Reading read(long nowNanos) {
        TickHistogram ticks = new TickHistogram();
        addTo(ticks);
        long since = cells.getAcquire(SINCE);
        long nanos = since == NEVER ? 1 : Math.max(1, nowNanos - since + cells.getAcquire(PAST_NANOS));
        long bytes = cells.getAcquire(BYTES) + cells.getAcquire(WINDOW + BYTES);
        return new Reading(
                ticks.quantileNanos(0.5),
                ticks.quantileNanos(0.99),
                cells.getAcquire(OVERRUNS),
                Math.round(bytes * 1e9 / nanos));
    }

    /// Any thread: adds this room's ticks to those of others.
    public void addTo(TickHistogram ticks) {
        for (int bucket = 0; bucket < TickHistogram.BUCKETS; bucket++) {
            ticks.add(bucket, cells.getAcquire(bucket) + cells.getAcquire(WINDOW + bucket));
        }
    }

    /// Ticks that took longer than their period, since the room opened; any thread.
    public long overruns() {
        return cells.getAcquire(OVERRUNS);
    }
}
