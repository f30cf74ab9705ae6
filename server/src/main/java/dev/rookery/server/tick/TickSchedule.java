package dev.rookery.server.tick;

/// When the next tick is due: absolute deadlines that do not drift, a bounded catch-up, and a skip for what is beyond.
/// Pure: time is passed in. Owned by the tick loop's thread.
///
/// A tick that is late by up to [#MAX_CATCH_UP] periods is made up for by running the next ones at once. What lies further
/// back is given up: the schedule starts anew from now, and the ticks lost are counted.
public final class TickSchedule {
    /// Ticks that may run back to back after a pause.
    public static final int MAX_CATCH_UP = 3;

    private final int tickRateHz;
    private long originNanos;
    private long ticks; // since the origin
    private long skipped;

    /// @param startNanos when the first tick is due
    public TickSchedule(int tickRateHz, long startNanos) {
        this.tickRateHz = tickRateHz;
        this.originNanos = startNanos;
    }

    /// When the next tick is due. Computed from the origin, so that rates that do not divide a second do not drift.
    public long dueNanos() {
        return originNanos + ticks * 1_000_000_000L / tickRateHz;
    }

    /// A tick begins now.
    ///
    /// @return how late it is, in nanoseconds; negative if early
    public long begin(long nowNanos) {
        long lateness = nowNanos - dueNanos();
        long behind = lateness * tickRateHz / 1_000_000_000L;
        if (behind > MAX_CATCH_UP) {
            long lost = behind - MAX_CATCH_UP;
            skipped += lost;
            originNanos = dueNanos() + lost * 1_000_000_000L / tickRateHz;
            ticks = 0;
        }
        ticks++;
        return lateness;
    }

    /// Ticks given up so far.
    public long skippedTicks() {
        return skipped;
    }
}
