package dev.rookery.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// How long ticks take and how late they begin, over all rooms. Any thread may record.
public final class TickTimes {
    private static final long[] BOUNDS_MICROS = {250, 500, 1000, 2000, 4000, 8000, 16_000, 33_000, 50_000, 100_000};

    private final Timer durations;
    private final Timer latenesses;

    public TickTimes(MeterRegistry registry) {
        durations = timer(registry, "rookery_tick", "Time that a tick took.");
        latenesses = timer(registry, "rookery_tick_lateness", "How late a tick began.");
    }

    /// Its name gets `_seconds` behind it. A summary would do for fractions what it does for counts, and round them up to 1.
    private static Timer timer(MeterRegistry registry, String name, String help) {
        return Timer.builder(name)
                .description(help)
                .serviceLevelObjectives(Arrays.stream(BOUNDS_MICROS)
                        .mapToObj(micros -> Duration.of(micros, ChronoUnit.MICROS))
                        .toArray(Duration[]::new))
                .register(registry);
    }

    public void record(long durationNanos, long latenessNanos) {
        durations.record(durationNanos, TimeUnit.NANOSECONDS);
        latenesses.record(latenessNanos, TimeUnit.NANOSECONDS);
    }
}
