package dev.rookery.server.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

/// A histogram in which every tick took more than 100 ms, whatever it took, as it once was.
final class TickTimesTest {
    @Test
    void eachTickIsCountedUnderTheBoundsAboveIt() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TickTimes times = new TickTimes(registry);
        times.record(300_000, 5_000_000);
        times.record(7_000_000, 20_000_000);
        times.record(150_000_000, 0);
        String scraped = registry.scrape();
        for (String line : new String[] {
            "rookery_tick_seconds_bucket{le=\"2.5E-4\"} 0",
            "rookery_tick_seconds_bucket{le=\"5.0E-4\"} 1",
            "rookery_tick_seconds_bucket{le=\"0.008\"} 2",
            "rookery_tick_seconds_bucket{le=\"0.1\"} 2",
            "rookery_tick_seconds_bucket{le=\"+Inf\"} 3",
            "rookery_tick_lateness_seconds_bucket{le=\"2.5E-4\"} 1",
            "rookery_tick_lateness_seconds_bucket{le=\"0.033\"} 3",
        }) {
            assertTrue(scraped.contains(line + "\n"), () -> line + " in\n" + scraped);
        }
    }
}
