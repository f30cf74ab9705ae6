package dev.rookery.server.session;

import java.util.function.LongSupplier;

/// A token bucket: so many a second on average, so many at once. Owned by one thread.
final class RateLimit {
    private final double perNano;
    private final double burst;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledNanos;

    RateLimit(double perSecond, double burst, LongSupplier nanoTime) {
        this.perNano = perSecond * 1e-9;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.filledNanos = nanoTime.getAsLong();
    }

    /// Whether one more is allowed now; if so it is counted.
    boolean tryTake() {
        return tryTake(1);
    }

    boolean tryTake(int count) {
        long now = nanoTime.getAsLong();
        tokens = Math.min(burst, tokens + (now - filledNanos) * perNano);
        filledNanos = now;
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }
}
