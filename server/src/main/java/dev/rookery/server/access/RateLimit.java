package dev.rookery.server.access;

import java.util.function.LongSupplier;

/// A token bucket: so many a second on average, so many at once. Owned by one thread.
public final class RateLimit {
    private final double perNano;
    private final double burst;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledNanos;

    public RateLimit(double perSecond, double burst, LongSupplier nanoTime) {
        this.perNano = perSecond * 1e-9;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.filledNanos = nanoTime.getAsLong();
    }

    /// Whether one more is allowed now; if so it is counted.
    public boolean tryTake() {
        return tryTake(1);
    }

    public boolean tryTake(int count) {
        if (!has(count)) {
            return false;
        }
        tokens -= count;
        return true;
    }

    /// As [#tryTake], for what happened at a time of late: only if that long ago it was not allowed yet is the clock asked.
    ///
    /// @param happenedNanos on the same clock, not in the future
    public boolean tryTakeOf(long happenedNanos) {
        fill(happenedNanos);
        if (tokens < 1) {
            return tryTake(1);
        }
        tokens -= 1;
        return true;
    }

    /// How long until so many are allowed, if nothing is taken meanwhile; 0 if they are now.
    public long nanosUntil(int count) {
        return has(count) ? 0 : (long) Math.ceil((count - tokens) / perNano);
    }

    /// Whether so many would be allowed now; nothing is counted.
    public boolean has(int count) {
        fill(nanoTime.getAsLong());
        return tokens >= count;
    }

    private void fill(long now) {
        if (now - filledNanos > 0) {
            tokens = Math.min(burst, tokens + (now - filledNanos) * perNano);
            filledNanos = now;
        }
    }
}
