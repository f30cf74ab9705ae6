package dev.rookery.bench.feel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rookery.bench.NodeProgram;
import dev.rookery.bench.NotMeasuredException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Starts programs of `browser-client` that play; each has a process of its own.
///
/// @param limit for one to end
record NodePlayers(Duration limit) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param config written to `file`, which the script is told
    /// @return what it prints in the end
    CompletableFuture<JsonNode> start(String script, JsonNode config, Path file) throws IOException {
        JSON.writeValue(file.toFile(), config);
        return CompletableFuture.supplyAsync(
                () -> run(script, file), process -> Thread.ofVirtual().name("players").start(process));
    }

    private JsonNode run(String script, Path file) {
        try {
            return NodeProgram.in("browser-client").run(limit, script, file.toString());
        } catch (NotMeasuredException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    static JsonNode result(CompletableFuture<JsonNode> players) throws NotMeasuredException {
        try {
            return players.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotMeasuredException("the run was interrupted");
        } catch (ExecutionException e) {
            throw new NotMeasuredException(String.valueOf(e.getMessage()));
        }
    }
}
