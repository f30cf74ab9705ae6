package dev.rookery.server.metrics;

import java.util.List;

/// How long ticks take and how late they begin, over all rooms. Any thread may record.
public final class TickTimes {
    private static final double[] SECONDS = {
        .000_25, .000_5, .001, .002, .004, .008, .016, .033, .05, .1
    };

    private final HistogramFamily durations = new HistogramFamily("tick_seconds", "Time that a tick took.", "", SECONDS);
    private final HistogramFamily latenesses =
            new HistogramFamily("tick_lateness_seconds", "How late a tick began.", "", SECONDS);
    private final Histogram duration = durations.of("");
    private final Histogram lateness = latenesses.of("");

    public void record(long durationNanos, long latenessNanos) {
        duration.recordNanos(durationNanos);
        lateness.recordNanos(latenessNanos);
    }

    List<HistogramFamily> families() {
        return List.of(durations, latenesses);
    }
}
