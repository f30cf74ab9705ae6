package dev.rookery.server.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/// How long something took, and how much came of it, of the last ten to twenty seconds. Written by one thread, which neither
/// waits nor allocates; any thread may read, and may see a time counted whose amount is not yet.
public final class RecentTimes {
    /// What was of late.
    ///
    /// @param p50Nanos half of the times were no longer, an eighth too much at the most; 0 without any
    /// @param p99Nanos likewise of 99 in 100
    /// @param count how many there were
    public record Reading(long p50Nanos, long p99Nanos, long count) {
        static final Reading NOTHING = new Reading(0, 0, 0);
    }

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NEVER = 0;
    private static final int AMOUNT = TickHistogram.BUCKETS; // what follows the buckets of a window
    private static final int WINDOW = AMOUNT + 1;
    private static final int SINCE = 2 * WINDOW; // when the present window began
    private static final int PRESENT = SINCE + 1; // where it is
    private static final int PAST_NANOS = PRESENT + 1; // how long the other one was

    private final AtomicLongArray cells = new AtomicLongArray(PAST_NANOS + 1);

    /// It happened once more; the writing thread.
    ///
    /// @param amount of whatever is counted beside the times, 0 if nothing is
    public void add(long durationNanos, long amount, long nowNanos) {
        if (cells.getPlain(SINCE) == NEVER) {
            cells.setRelease(SINCE, nowNanos);
        }
        if (nowNanos - cells.getPlain(SINCE) >= WINDOW_NANOS) {
            turn(nowNanos);
        }
        int window = (int) cells.getPlain(PRESENT);
        increase(window + TickHistogram.bucket(durationNanos), 1);
        increase(window + AMOUNT, amount);
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

    /// Any thread: what was of late; nothing, if all of it is older than twenty seconds.
    public Reading read(long nowNanos) {
        if (nowNanos - cells.getAcquire(SINCE) > 2 * WINDOW_NANOS) {
            return Reading.NOTHING;
        }
        TickHistogram times = new TickHistogram();
        addTo(times);
        return new Reading(times.quantileNanos(0.5), times.quantileNanos(0.99), times.total());
    }

    /// Any thread: the amount of a second.
    public long perSecond(long nowNanos) {
        long since = cells.getAcquire(SINCE);
        long nanos = since == NEVER ? 1 : Math.max(1, nowNanos - since + cells.getAcquire(PAST_NANOS));
        return Math.round((cells.getAcquire(AMOUNT) + cells.getAcquire(WINDOW + AMOUNT)) * 1e9 / nanos);
    }

    /// Any thread: adds these times to others.
    public void addTo(TickHistogram times) {
        for (int bucket = 0; bucket < TickHistogram.BUCKETS; bucket++) {
            times.add(bucket, cells.getAcquire(bucket) + cells.getAcquire(WINDOW + bucket));
        }
    }
}
