package dev.rookery.server.metrics;

/// Values on their way into a [Histogram]: gathered by plain additions, then recorded together, because a room has hundreds of
/// them in a tick and each recorded alone is two atomic operations. Owned by one thread; allocates nothing.
public final class HistogramTally {
    private final Histogram histogram;
    private final int[] counts;
    private double sum;
    private boolean isEmpty = true;

    HistogramTally(Histogram histogram, int buckets) {
        this.histogram = histogram;
        counts = new int[buckets];
    }

    public void add(double value) {
        counts[histogram.bucket(value)]++;
        sum += value;
        isEmpty = false;
    }

    /// Records what was gathered since the last time.
    public void flush() {
        if (isEmpty) {
            return;
        }
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] > 0) {
                histogram.add(bucket, counts[bucket]);
                counts[bucket] = 0;
            }
        }
        histogram.addSum(sum);
        sum = 0;
        isEmpty = true;
    }
}
