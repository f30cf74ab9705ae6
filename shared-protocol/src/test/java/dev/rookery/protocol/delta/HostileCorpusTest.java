package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Hostile frames with Java's verdicts, more than are worth keeping: a nightly run of TypeScript decodes them and must
/// give the same ones. They are vectors like those that are checked in.
class HostileCorpusTest {
    private static final Path FOLDER = Path.of("target/fuzz");
    private static final int CASES = Math.min(100_000, Fuzzing.cases(500));
    private static final int ROOMS_A_FILE = 50;
    private static final int TICKS = 16;
    private static final int CASES_A_TICK = 8;
    private static final int FIRST_SEED = 1_000_000; // other rooms than those of the tests beside
    private static final ObjectMapper JSON = new ObjectMapper();

    static BackEnd[] backEnds() {
        return HostileFramesPropertyTest.backEnds();
    }

    @ParameterizedTest
    @MethodSource("backEnds")
    void javasVerdictsAreWrittenDownForTheBrowser(BackEnd backEnd) throws IOException {
        HostileRooms rooms = new HostileRooms(backEnd);
        write("stream-" + backEnd.codec(), seed -> rooms.damaged("corpus " + seed, seed, TICKS, CASES_A_TICK));
    }

    @ParameterizedTest
    @MethodSource("backEnds")
    void javasVerdictsOnCellsAreWrittenDownForTheBrowser(BackEnd backEnd) throws IOException {
        write(
                "cells-" + backEnd.codec(),
                seed -> HostileCells.damaged("corpus " + seed, seed, backEnd, TICKS, CASES_A_TICK));
    }

    private static void write(String name, IntFunction<ObjectNode> room) throws IOException {
        clear(name);
        int written = 0;
        for (int file = 0; written < CASES; file++) {
            List<ObjectNode> vectors = new ArrayList<>();
            for (int i = 0; i < ROOMS_A_FILE && written < CASES; i++) {
                vectors.add(room.apply(FIRST_SEED + file * ROOMS_A_FILE + i));
                written += TICKS * CASES_A_TICK;
            }
            Path path = FOLDER.resolve(name + "-" + file + ".json.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
                out.write(JSON.writeValueAsString(vectors).getBytes(StandardCharsets.UTF_8));
            }
            assertHolds(path, vectors);
        }
    }

    /// What was written is what was decoded, refusals included.
    private static void assertHolds(Path path, List<ObjectNode> vectors) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            JsonNode read = JSON.readTree(in);
            assertEquals(vectors.size(), read.size());
            for (JsonNode vector : read) {
                int hashes = vector.findValues("streamHash").size();
                int errors = vector.findValues("error").size();
                assertEquals(vector.get("frames").size(), hashes + errors);
                assertTrue(hashes > 0 && errors > 0, () -> vector.get("name").asText());
            }
        }
    }

    private static void clear(String name) throws IOException {
        Files.createDirectories(FOLDER);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(FOLDER, name + "-*")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }
}
