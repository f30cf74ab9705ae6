package dev.rookery.server.metrics;

/// How often ticks took how long, in buckets of an eighth of their length each. Not safe for several threads.
public final class TickHistogram {
    private static final int STEPS = 8; // of a bucket's power of two
    private static final int SHIFT = 3; // log2 of STEPS
    private static final int SMALLEST = 13; // 2^13 ns and less are one bucket: 8 us
    private static final int LARGEST = 31; // 2^31 ns and more too: 2 s

    /// Number of buckets.
    public static final int BUCKETS = (LARGEST - SMALLEST) * STEPS + 1;

    private final long[] counts = new long[BUCKETS];
    private long total;

    /// In which bucket a tick of this length is counted.
    public static int bucket(long nanos) {
        if (nanos < 1L << SMALLEST) {
            return 0;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(nanos);
        if (exponent >= LARGEST) {
            return BUCKETS - 1;
        }
        int step = (int) (nanos >>> (exponent - SHIFT)) & (STEPS - 1);
        return (exponent - SMALLEST) * STEPS + step;
    }

    /// Upper end of a bucket.
    private static long upperNanos(int bucket) {
        int exponent = SMALLEST + bucket / STEPS;
        return (1L << exponent) + ((bucket % STEPS + 1L) << (exponent - SHIFT));
    }

    public void add(int bucket, long count) {
        counts[bucket] += count;
        total += count;
    }

    /// How many ticks there are.
    public long total() {
        return total;
    }

    /// What this share of the ticks did not exceed, an eighth too much at the most; 0 without ticks.
    ///
    /// @param share 0 to 1
    public long quantileNanos(double share) {
        long wanted = (long) Math.ceil(share * total);
        if (wanted <= 0) {
            return 0;
        }
        int bucket = 0;
        for (long seen = counts[0]; seen < wanted; seen += counts[bucket]) {
            bucket++;
        }
        return upperNanos(bucket);
    }
}
