package dev.rookery.bench.feel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The overlay's figures once a second, of the players in Node and of the page in Chromium, both by
/// `browser-client/games/latency/reading.ts`. Owned by one thread.
final class OverlaySamples {
    /// Of a time: what timers and frames of 16.7 ms make of it by chance.
    static final double FLOOR_MILLIS = 3;

    private final Map<String, Doubles> headless = new HashMap<>();
    private final Map<String, Doubles> browser = new HashMap<>();

    void add(JsonNode headlessReadings, JsonNode browserReadings) {
        add(headless, headlessReadings);
        add(browser, browserReadings);
    }

    private static void add(Map<String, Doubles> samples, JsonNode readings) {
        for (JsonNode reading : readings) {
            reading.properties().forEach(figure -> samples.computeIfAbsent(figure.getKey(), first -> new Doubles())
                    .add(figure.getValue().asDouble()));
        }
    }

    /// The middle of each figure; empty if no page played.
    List<OverlayRow> rows() {
        if (browser.isEmpty()) {
            return List.of();
        }
        return List.of(
                time("ping", "roundTripMillis"),
                time("interpolation delay", "delayMillis"),
                time("input buffer", "bufferMillis"),
                time("hand to snapshot: all stages but the last", "answerMillis"),
                OverlayRow.compared(
                        "received", "B/s", middle(headless, "bytesInPerSecond"), middle(browser, "bytesInPerSecond"), 0),
                info("jitter", "ms", "jitterMillis"),
                info("until sent", "ms", "holdMillis"),
                info("network", "ms", "networkMillis"),
                info("until drawn: the last stage", "ms", "displayMillis"),
                info("hand to picture", "ms", "totalMillis"),
                info("snapshots a second", "", "snapshotsPerSecond"),
                info("corrections a minute", "", "correctionsPerMinute"),
                info("pictures a second", "", "framesPerSecond"));
    }

    private OverlayRow time(String name, String figure) {
        return OverlayRow.compared(name, "ms", middle(headless, figure), middle(browser, figure), FLOOR_MILLIS);
    }

    private OverlayRow info(String name, String unit, String figure) {
        return OverlayRow.info(name, unit, middle(headless, figure), middle(browser, figure));
    }

    private static double middle(Map<String, Doubles> samples, String figure) {
        Doubles values = samples.get(figure);
        return values == null ? Double.NaN : values.percentile(50);
    }
}
