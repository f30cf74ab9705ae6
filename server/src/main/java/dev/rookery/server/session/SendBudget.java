package dev.rookery.server.session;

import dev.rookery.server.access.RateLimit;
import java.util.function.LongSupplier;

/// Bytes that all stands of the node together may send in a second, half a second's at once. Safe for any thread; held for some
/// instructions.
final class SendBudget {
    private static final long SHORT_NANOS = 5_000_000_000L; // after it was not enough, it counts as short for so long

    private final RateLimit bytes; // guarded by this object's monitor
    private final LongSupplier nanoTime;
    private long refusedNanos; // guarded by this object's monitor
    private boolean refused; // guarded by this object's monitor

    SendBudget(int bytesPerSecond, LongSupplier nanoTime) {
        this.bytes = new RateLimit(bytesPerSecond, Math.max(1, bytesPerSecond / 2), nanoTime);
        this.nanoTime = nanoTime;
    }

    /// Whether so many bytes may be sent now; if so they are counted.
    synchronized boolean tryTake(int count) {
        boolean isGranted = bytes.tryTake(count);
        if (!isGranted) {
            refused = true;
            refusedNanos = nanoTime.getAsLong();
        }
        return isGranted;
    }

    /// Whether there was too little of late.
    synchronized boolean isShort() {
        return refused && nanoTime.getAsLong() - refusedNanos < SHORT_NANOS;
    }
}
