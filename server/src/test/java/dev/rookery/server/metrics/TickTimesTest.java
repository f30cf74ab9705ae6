package dev.rookery.server.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TickTimesTest {
    /// They were all counted above the largest bound once, because a summary of Micrometer's rounds up to whole numbers.
    @Test
    void aTickIsCountedInTheBucketOfItsLength() {
        try (MetricsRegistry metrics = new MetricsRegistry(new Counters())) {
            metrics.tickTimes().record(1_500_000, 0);
            metrics.tickTimes().record(150_000_000, 3_000_000);
            String scrape = metrics.scrape();
            assertTrue(scrape.contains("rookery_tick_seconds_bucket{le=\"0.001\"} 0\n"), scrape);
            assertTrue(scrape.contains("rookery_tick_seconds_bucket{le=\"0.002\"} 1\n"), scrape);
            assertTrue(scrape.contains("rookery_tick_seconds_bucket{le=\"0.1\"} 1\n"), scrape);
            assertTrue(scrape.contains("rookery_tick_seconds_bucket{le=\"+Inf\"} 2\n"), scrape);
            assertTrue(scrape.contains("rookery_tick_lateness_seconds_bucket{le=\"0.004\"} 2\n"), scrape);
        }
    }
}
