package dev.rookery.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `@colyseus/schema`, measured on a recorded room by the script in `bench/peers/colyseus-schema`: with plain fields, and
/// where something flies straight, with trajectories made by hand.
public final class ColyseusPeer {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /// @param scheme with the version
    /// @param decodeMicros of a frame, in Node; 0 if that was not asked for
    public record Row(String scheme, String runtime, double bytesPerTick, double decodeMicros) {}

    private ColyseusPeer() {}

    /// @param decodeSeconds to spend on each row's decoding time, 0 for none
    public static List<Row> measure(Path trace, int decodeSeconds) throws NotMeasuredException {
        JsonNode measured = NodeProgram.in("bench/peers/colyseus-schema")
                .run(LIMIT, "measure.mjs", trace.toAbsolutePath().toString(), String.valueOf(decodeSeconds));
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : measured.path("rows")) {
            rows.add(new Row(
                    "@colyseus/schema " + measured.path("version").asText() + ", " + row.path("name").asText(),
                    "Node " + measured.path("node").asText(),
                    row.path("bytesPerTick").asDouble(),
                    row.path("decodeMicrosPerFrame").asDouble()));
        }
        return rows;
    }
}
