package dev.rookery.server.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// How often values fell between fixed bounds. Any thread may record, without waiting and without allocating: a room's
/// tick does.
public final class Histogram {
    private static final double SUM_SCALE = 1e6; // a finer one would wrap within days

    private final double[] bounds;
    private final AtomicLongArray counts; // by bound, then above all of them
    private final AtomicLong scaledSum = new AtomicLong();

    /// @param bounds greatest values of each bucket, ascending
    Histogram(double... bounds) {
        this.bounds = bounds;
        counts = new AtomicLongArray(bounds.length + 1);
    }

    public void record(double value) {
        add(bucket(value), 1);
        addSum(value);
    }

    /// For one thread that has many values to record.
    public HistogramTally tally() {
        return new HistogramTally(this, counts.length());
    }

    int bucket(double value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        return bucket;
    }

    void add(int bucket, int count) {
        counts.addAndGet(bucket, count);
    }

    void addSum(double value) {
        scaledSum.addAndGet(Math.round(value * SUM_SCALE));
    }

    /// A time in nanoseconds, recorded in seconds.
    public void recordNanos(long nanos) {
        record(nanos * 1e-9);
    }

    /// Number of values so far.
    public long count() {
        long count = 0;
        for (int bucket = 0; bucket <= bounds.length; bucket++) {
            count += counts.get(bucket);
        }
        return count;
    }

    /// Number of values in a bucket, the last one being above all bounds.
    long count(int bucket) {
        return counts.get(bucket);
    }

    double sum() {
        return scaledSum.get() / SUM_SCALE;
    }
}
