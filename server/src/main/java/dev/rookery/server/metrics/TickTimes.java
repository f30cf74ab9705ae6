package dev.rookery.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// How long ticks take and how late they begin, over all rooms. Any thread may record.
///
/// Timers, because Micrometer's histograms of plain numbers know whole ones only: every tick would lie between 0 and 1 s.
public final class TickTimes {
    private static final Duration[] BOUNDS = LongStream.of(250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 33_000, 50_000, 100_000)
            .mapToObj(micros -> Duration.ofNanos(1000 * micros))
            .toArray(Duration[]::new);

    private final Timer durations;
    private final Timer latenesses;

    public TickTimes(MeterRegistry registry) {
        durations = timer(registry, "rookery_tick", "Time that a tick took.");
        latenesses = timer(registry, "rookery_tick_lateness", "How late a tick began.");
    }

    /// @param name without `_seconds`, which Prometheus adds
    private static Timer timer(MeterRegistry registry, String name, String help) {
        return Timer.builder(name).description(help).serviceLevelObjectives(BOUNDS).register(registry);
    }

    public void record(long durationNanos, long latenessNanos) {
        durations.record(durationNanos, TimeUnit.NANOSECONDS);
        latenesses.record(Math.max(0, latenessNanos), TimeUnit.NANOSECONDS);
    }
}
