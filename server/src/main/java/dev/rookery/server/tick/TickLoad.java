package dev.rookery.server.tick;

/// Whether a room needs so much of its time that new players would be badly off. Pure: time is passed in. Owned by the room's
/// thread; allocates nothing.
final class TickLoad {
    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final int WINDOWS = 5; // in a row, before anything changes
    private static final double CROWDED = 0.5; // of a window
    private static final double ROOMY = 0.4;
    private static final double OVERLOADED = 0.97; // a room that never waits for its next tick
    private static final double RELIEVED = 0.85;

    private long windowStart;
    private long busyNanos;
    private final Verdict crowded = new Verdict(CROWDED, ROOMY);
    private final Verdict overloaded = new Verdict(OVERLOADED, RELIEVED);

    TickLoad(long nowNanos) {
        this.windowStart = nowNanos;
    }

    /// A tick is over.
    void add(long durationNanos, long nowNanos) {
        busyNanos += durationNanos;
        if (nowNanos - windowStart >= WINDOW_NANOS) {
            double share = (double) busyNanos / (nowNanos - windowStart);
            crowded.judge(share);
            overloaded.judge(share);
            busyNanos = 0;
            windowStart = nowNanos;
        }
    }

    /// Whether more than half of the time was needed in each of the last seconds, and not yet clearly less again.
    boolean isCrowded() {
        return crowded.holds;
    }

    /// Whether all of the time was needed in each of the last seconds, so that ticks come late or not at all.
    boolean isOverloaded() {
        return overloaded.holds;
    }

    /// What is said of the load once enough seconds in a row speak for it, and until as many speak against.
    private static final class Verdict {
        private final double above;
        private final double below;
        private int windowsInARow; // that speak for a change
        private boolean holds;

        private Verdict(double above, double below) {
            this.above = above;
            this.below = below;
        }

        private void judge(double share) {
            boolean speaksForChange = holds ? share < below : share > above;
            windowsInARow = speaksForChange ? windowsInARow + 1 : 0;
            if (windowsInARow == WINDOWS) {
                holds = !holds;
                windowsInARow = 0;
            }
        }
    }
}
