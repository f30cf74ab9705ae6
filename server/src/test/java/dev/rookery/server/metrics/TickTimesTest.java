package dev.rookery.server.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TickTimesTest {
    @Test
    void aTickIsCountedInEachBucketThatIsWideEnough() {
        try (MetricsRegistry registry = new MetricsRegistry(new Counters())) {
            registry.tickTimes().record(TimeUnit.MICROSECONDS.toNanos(1500), TimeUnit.MILLISECONDS.toNanos(20));
            String scrape = registry.scrape();
            for (String line : new String[] {
                "rookery_tick_seconds_bucket{le=\"0.001\"} 0",
                "rookery_tick_seconds_bucket{le=\"0.002\"} 1",
                "rookery_tick_seconds_bucket{le=\"+Inf\"} 1",
                "rookery_tick_lateness_seconds_bucket{le=\"0.016\"} 0",
                "rookery_tick_lateness_seconds_bucket{le=\"0.033\"} 1"
            }) {
                assertTrue(scrape.contains(line + "\n"), () -> line + "\n" + scrape);
            }
        }
    }
}
