package dev.rookery.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricsRegistryTest {
    @Test
    void latencyIsShownByStageInSeconds() {
        try (MetricsRegistry metrics = new MetricsRegistry(new Counters())) {
            LatencyTimes times = metrics.latencyTimes();
            times.inputBuffer().recordNanos(3_000_000);
            times.inputBuffer().recordNanos(40_000_000);
            times.inputToSnapshot("tag").recordNanos(5_000_000_000L);
            List<String> lines = metrics.scrape().lines().toList();
            for (String line : List.of(
                    "rookery_latency_stage_seconds_bucket{stage=\"input_buffer\",le=\"0.002\"} 0",
                    "rookery_latency_stage_seconds_bucket{stage=\"input_buffer\",le=\"0.004\"} 1",
                    "rookery_latency_stage_seconds_count{stage=\"input_buffer\"} 2",
                    "rookery_latency_stage_seconds_sum{stage=\"input_buffer\"} 0.043",
                    "rookery_latency_stage_seconds_count{stage=\"outbox\"} 0",
                    "rookery_latency_stage_seconds_count{stage=\"simulate_encode\"} 0",
                    "rookery_input_to_snapshot_seconds_bucket{game=\"tag\",le=\"1.0\"} 0",
                    "rookery_input_to_snapshot_seconds_bucket{game=\"tag\",le=\"+Inf\"} 1",
                    "rookery_rtt_seconds_count 0",
                    "rookery_input_margin_ticks_count 0")) {
                assertTrue(lines.contains(line), () -> line + " is not among\n" + String.join("\n", lines));
            }
        }
    }

    @Test
    void aValueOnABoundBelongsBelowIt() {
        Histogram histogram = new Histogram(-1, 0, 2);
        for (double value : List.of(-1.0, -0.5, 0.0, 2.0, 2.1)) {
            histogram.record(value);
        }
        assertEquals(
                List.of(1L, 2L, 1L, 1L),
                List.of(histogram.count(0), histogram.count(1), histogram.count(2), histogram.count(3)));
        assertEquals(5, histogram.count());
        assertEquals(2.6, histogram.sum(), 1e-9);
    }
}
