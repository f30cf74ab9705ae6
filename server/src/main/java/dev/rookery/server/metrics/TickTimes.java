package dev.rookery.server.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/// How long ticks take and how late they begin, over all rooms. Any thread may record.
public final class TickTimes {
    private static final double[] BOUNDS_SECONDS = {
        .000_25, .000_5, .001, .002, .004, .008, .016, .033, .05, .1
    };

    private final DistributionSummary durations;
    private final DistributionSummary latenesses;

    public TickTimes(MeterRegistry registry) {
        durations = summary(registry, "rookery_tick_seconds", "Time that a tick took.");
        latenesses = summary(registry, "rookery_tick_lateness_seconds", "How late a tick began.");
    }

    private static DistributionSummary summary(MeterRegistry registry, String name, String help) {
        return DistributionSummary.builder(name)
                .description(help)
                .serviceLevelObjectives(BOUNDS_SECONDS)
                .register(registry);
    }

    public void record(long durationNanos, long latenessNanos) {
        durations.record(durationNanos * 1e-9);
        latenesses.record(latenessNanos * 1e-9);
    }
}
