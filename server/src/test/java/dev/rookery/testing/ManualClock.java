package dev.rookery.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// A time of day, and the monotonic time that goes with it, that only the test moves. Safe for any thread.
public final class ManualClock implements InstantSource, LongSupplier {
    private final Instant began;
    private final AtomicReference<Instant> now;

    public ManualClock(Instant began) {
        this.began = began;
        this.now = new AtomicReference<>(began);
    }

    public void advanceSeconds(long seconds) {
        now.updateAndGet(instant -> instant.plusSeconds(seconds));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /// Nanoseconds since the start.
    @Override
    public long getAsLong() {
        return TimeUnit.NANOSECONDS.convert(Duration.between(began, now.get()));
    }
}
