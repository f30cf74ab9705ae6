package dev.rookery.bench.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a game's table is worth, as `bench/results/tables.json` keeps it under the game's name.
///
/// @param tableBytes of the table's text, sent once to a client that does not have it
/// @param mean over the test rooms
record TableReport(Provenance provenance, int tickRateHz, int tableBytes, RoomFigures.Cost mean, List<RoomFigures> rooms) {
    /// Replaces this game's figures and leaves those of the others.
    void writeTo(Path file, String game) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode all = Files.exists(file) ? (ObjectNode) mapper.readTree(file.toFile()) : mapper.createObjectNode();
        all.set(game, mapper.valueToTree(this));
        Files.writeString(file, mapper.writeValueAsString(all) + "\n");
    }
}
