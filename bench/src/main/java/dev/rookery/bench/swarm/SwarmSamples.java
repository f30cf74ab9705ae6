package dev.rookery.bench.swarm;

import org.HdrHistogram.Histogram;

/// What a swarm measures in one window of time. Times of inputs count from when an input was *due*, so that a server, or a
/// generator, that falls behind cannot hide it by being asked less. Owned by the swarm's thread; read after it has ended.
public final class SwarmSamples {
    private static final long MAX_MICROS = 60_000_000;

    private final Histogram intervals = new Histogram(MAX_MICROS, 3);
    private final Histogram latencies = new Histogram(MAX_MICROS, 3);
    private final Histogram lateness = new Histogram(MAX_MICROS, 3);
    private final long beginNanos;
    private final long endNanos;
    private long snapshots;
    private long bytes;
    private long inputs;
    private long merged;
    private long unanswered;
    private long verified;

    /// Of what happens from `beginNanos` until `endNanos` on the monotonic clock.
    public SwarmSamples(long beginNanos, long endNanos) {
        this.beginNanos = beginNanos;
        this.endNanos = endNanos;
    }

    /// Of nothing.
    public static SwarmSamples ofNothing() {
        return new SwarmSamples(0, 0);
    }

    private boolean isOpen(long nanos) {
        return nanos >= beginNanos && nanos < endNanos;
    }

    /// A snapshot has arrived.
    ///
    /// @param beforeNanos when the one before it came, 0 if it is the first
    public void snapshot(long beforeNanos, long nowNanos) {
        if (isOpen(nowNanos)) {
            snapshots++;
            if (beforeNanos != 0) {
                record(intervals, nowNanos - beforeNanos);
            }
        }
    }

    /// Bytes have been read from a socket, frame headers included.
    public void read(int count, long nowNanos) {
        if (isOpen(nowNanos)) {
            bytes += count;
        }
    }

    /// An input has been written.
    public void sent(long dueNanos, long nowNanos) {
        if (isOpen(dueNanos)) {
            inputs++;
            record(lateness, nowNanos - dueNanos);
        }
    }

    /// The first snapshot that shows an input has arrived.
    ///
    /// @param wasMerged whether the server gave it up for the one behind it, which shows it as well
    public void shown(long dueNanos, long shownNanos, boolean wasMerged) {
        if (isOpen(dueNanos)) {
            record(latencies, shownNanos - dueNanos);
            merged += wasMerged ? 1 : 0;
        }
    }

    /// An input that nothing showed until `nowNanos`; it counts with the time it has waited.
    public void unanswered(long dueNanos, long nowNanos) {
        if (isOpen(dueNanos)) {
            unanswered++;
            record(latencies, nowNanos - dueNanos);
        }
    }

    /// The whole state after a frame was the server's, by its hash.
    public void verified(long nowNanos) {
        verified += isOpen(nowNanos) ? 1 : 0;
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos / 1000, 0, MAX_MICROS));
    }

    /// Between snapshots of one client, in microseconds.
    public Histogram intervals() {
        return intervals;
    }

    /// From when an input was due until a snapshot showed it, in microseconds.
    public Histogram latencies() {
        return latencies;
    }

    /// From when an input was due until it was written, in microseconds: the generator's own fault.
    public Histogram lateness() {
        return lateness;
    }

    /// Between snapshots of one client, which this share of them, in per cent, does not exceed; 0 if there were none.
    public double intervalMillis(double percentile) {
        return millis(intervals, percentile);
    }

    /// The same of [#latencies].
    public double inputMillis(double percentile) {
        return millis(latencies, percentile);
    }

    /// The same of [#lateness].
    public double lateMillis(double percentile) {
        return millis(lateness, percentile);
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1e3;
    }

    public long snapshots() {
        return snapshots;
    }

    public long bytes() {
        return bytes;
    }

    public long inputs() {
        return inputs;
    }

    public long merged() {
        return merged;
    }

    public long unansweredInputs() {
        return unanswered;
    }

    public long verifiedStates() {
        return verified;
    }
}
