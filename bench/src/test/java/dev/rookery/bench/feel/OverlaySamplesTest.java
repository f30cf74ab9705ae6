package dev.rookery.bench.feel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the overlay says in a browser, beside what it says in Node.
final class OverlaySamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void withoutAPageNothingIsCompared() throws Exception {
        OverlaySamples samples = new OverlaySamples();
        samples.add(readings(60, 1000), JSON.readTree("[]"));
        assertEquals(List.of(), samples.rows());
    }

    @Test
    void theMiddleOfTheReadingsIsCompared() throws Exception {
        OverlaySamples samples = new OverlaySamples();
        samples.add(readings(60, 1000), readings(70, 1300));
        samples.add(readings(50, 900), readings(500, 1300));
        samples.add(readings(900, 1100), readings(10, 1300));
        OverlayRow ping = row(samples, "ping");
        assertEquals(60, ping.headless());
        assertEquals(70, ping.browser());
        assertEquals(100 / 6.0, ping.differencePercent(), 1e-9);
        assertFalse(ping.isMissed());
        assertTrue(row(samples, "received").isMissed(), "30 % are too much");
        assertTrue(row(samples, "interpolation delay").isMissed(), "what was not read agrees with nothing");
        assertNull(row(samples, "jitter").agrees());
    }

    @Test
    void aDifferenceBelowTheFloorIsNone() {
        assertFalse(OverlayRow.compared("delay", "ms", 4, 6.9, 3).isMissed());
        assertTrue(OverlayRow.compared("delay", "ms", 4, 7.1, 3).isMissed());
        assertFalse(OverlayRow.compared("delay", "ms", 0, 0, 0).isMissed());
        assertTrue(OverlayRow.compared("delay", "ms", 100, 79, 3).isMissed());
    }

    private static JsonNode readings(double pingMillis, double bytes) throws Exception {
        return JSON.readTree("[{\"roundTripMillis\":" + pingMillis + ",\"bytesInPerSecond\":" + bytes + "}]");
    }

    private static OverlayRow row(OverlaySamples samples, String figure) {
        return samples.rows().stream()
                .filter(row -> row.figure().equals(figure))
                .findFirst()
                .orElseThrow();
    }
}
