package dev.rookery.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ServerScrapeTest {
    private static ServerScrape scrape(int fast, int slow, int endless) {
        return ServerScrape.of(
                """
                # HELP rookery_joins_total Seats
                rookery_joins_total 7.0
                rookery_handshakes_total{result="ok"} 3.0
                rookery_handshakes_total{result="origin"} 2.0
                rookery_tick_seconds_bucket{le="0.001"} %d
                rookery_tick_seconds_bucket{le="0.002"} %d
                rookery_tick_seconds_bucket{le="+Inf"} %d
                """
                        .formatted(fast, fast + slow, fast + slow + endless),
                0);
    }

    @Test
    void countsAreAddedOverTheirLabels() {
        ServerScrape scrape = scrape(1, 1, 0);
        assertEquals(7, scrape.value("rookery_joins_total"));
        assertEquals(5, scrape.value("rookery_handshakes_total"));
        assertEquals(0, scrape.value("rookery_nothing"));
    }

    @Test
    void aQuantileIsOfWhatHappenedBetweenTwoScrapes() {
        ServerScrape before = scrape(1000, 0, 0);
        assertEquals(0.5, ServerScrape.quantileMillis(before.ticks(), scrape(1100, 0, 0).ticks(), .5), 1e-9);
        assertEquals(1.5, ServerScrape.quantileMillis(before.ticks(), scrape(1050, 50, 0).ticks(), .75), 1e-9);
        assertEquals(2, ServerScrape.quantileMillis(before.ticks(), scrape(1050, 0, 50).ticks(), .99), 1e-9);
    }
}
