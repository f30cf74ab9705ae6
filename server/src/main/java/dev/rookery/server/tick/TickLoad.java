package dev.rookery.server.tick;

/// Whether a room needs so much of its time that new players would be badly off. Pure: time is passed in. Owned by the room's
/// thread; allocates nothing.
final class TickLoad {
    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final int WINDOWS = 5; // in a row, before anything changes
    private static final double CROWDED = 0.5; // of a window
    private static final double ROOMY = 0.4;

    private long windowStart;
    private long busyNanos;
    private int windowsInARow; // that speak for a change
    private boolean crowded;

    TickLoad(long nowNanos) {
        this.windowStart = nowNanos;
    }

    /// A tick is over.
    void add(long durationNanos, long nowNanos) {
        busyNanos += durationNanos;
        if (nowNanos - windowStart >= WINDOW_NANOS) {
            judge((double) busyNanos / (nowNanos - windowStart));
            busyNanos = 0;
            windowStart = nowNanos;
        }
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
}
