package dev.rookery.server.tick;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How much of its time a room needs, and which of its ticks took longer than their period. Pure: time is passed in. Owned by the
/// room's thread; allocates only when a tick overran.
final class TickLoad {
    /// What to tell of ten seconds in which a tick took longer than its period.
    ///
    /// @param p99Nanos what 99 of 100 ticks did not exceed, a sixteenth of a period at the most too large; 8 periods stand for
    ///     all that is longer
    record Overrun(long p99Nanos, int overruns, int ticks) {}

    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final int WINDOWS = 5; // in a row, before anything changes
    private static final double CROWDED = 0.5; // of a window
    private static final double ROOMY = 0.4;
    private static final long REPORT_NANOS = 10_000_000_000L;
    private static final int STEPS = 16; // of the histogram in a period
    private static final int PERIODS = 8;

    private final long periodNanos;
    private final int[] histogram = new int[PERIODS * STEPS];
    private long windowStart;
    private long busyNanos;
    private int windowsInARow; // that speak for a change
    private boolean crowded;
    private long reportStart;
    private int ticks;
    private int overruns;

    TickLoad(int tickRateHz, long nowNanos) {
        this.periodNanos = 1_000_000_000L / tickRateHz;
        this.windowStart = nowNanos;
        this.reportStart = nowNanos;
    }

    /// A tick is over.
    ///
    /// @return what to tell of the last ten seconds if they are over too and a tick overran, otherwise null
    @Nullable Overrun add(long durationNanos, long nowNanos) {
        busyNanos += durationNanos;
        if (nowNanos - windowStart >= WINDOW_NANOS) {
            judge((double) busyNanos / (nowNanos - windowStart));
            busyNanos = 0;
            windowStart = nowNanos;
        }
        ticks++;
        overruns += durationNanos > periodNanos ? 1 : 0;
        histogram[(int) Math.min(durationNanos * STEPS / periodNanos, histogram.length - 1)]++;
        return nowNanos - reportStart >= REPORT_NANOS ? report(nowNanos) : null;
    }

    /// Whether more than half of the time was needed in each of the last seconds, and not yet clearly less again.
    boolean isCrowded() {
        return crowded;
    }

    private void judge(double share) {
        boolean speaksForChange = crowded ? share < ROOMY : share > CROWDED;
        windowsInARow = speaksForChange ? windowsInARow + 1 : 0;
        if (windowsInARow == WINDOWS) {
            crowded = !crowded;
            windowsInARow = 0;
        }
    }

    private @Nullable Overrun report(long nowNanos) {
        Overrun report = overruns == 0 ? null : new Overrun(p99Nanos(), overruns, ticks);
        Arrays.fill(histogram, 0);
        ticks = 0;
        overruns = 0;
        reportStart = nowNanos;
        return report;
    }

    private long p99Nanos() {
        int step = histogram.length - 1;
        int longer = histogram[step]; // ticks in this step and above
        while (step > 0 && longer <= ticks / 100) {
            longer += histogram[--step];
        }
        return (step + 1) * periodNanos / STEPS;
    }
}
