package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.GameSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The vectors that the TypeScript twin replays. After a deliberate change of the format, write them anew:
/// `mvn -pl shared-protocol test -Dtest=GoldenVectorsTest -DargLine=-Dvectors.write=true`.
class GoldenVectorsTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/delta");
    private static final Path BROWSER_TABLE = Path.of("../browser-client/src/codec/genericTable.ts");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RANDOM_ROOMS = 24;
    private static final int ROOMS_WITH_TABLES = 6;
    private static final int TICKS = 25;

    @Test
    void theCheckedInVectorsAreCurrent() throws IOException {
        check("table-range.json", roomsOfTheirOwnTables());
        for (BackEnd backEnd : List.of(new BackEnd.Bits(), new BackEnd.Range(CoderTable.GENERIC))) {
            check("directed-" + backEnd.codec() + ".json", new DirectedRooms(backEnd).all());
            check("random-" + backEnd.codec() + ".json", randomRooms(backEnd));
        }
    }

    @Test
    void theBrowserHasTheSameGenericTable() throws IOException {
        String text = "// Written by GoldenVectorsTest from generic.table; never edited.\nexport const GENERIC_TABLE = `"
                + CoderTable.GENERIC.text() + "`;\n";
        checkFile(BROWSER_TABLE, text);
    }

    private static List<ObjectNode> randomRooms(BackEnd backEnd) {
        List<ObjectNode> rooms = new ArrayList<>();
        for (int seed = 0; seed < RANDOM_ROOMS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            GameSchema schema = RandomWorld.randomSchema(random);
            RandomWorld world = new RandomWorld(random, schema);
            VectorRecorder recorder = new VectorRecorder("random " + seed, schema, backEnd).keyframe();
            for (int tick = 0; tick < TICKS; tick++) {
                world.tick();
                recorder.delta(world.rows);
                if (random.nextInt(10) == 0) {
                    recorder.keyframe();
                }
            }
            rooms.add(recorder.vector());
        }
        return rooms;
    }

    /// Each with a table that was trained on its own schema, in another world.
    private static List<ObjectNode> roomsOfTheirOwnTables() {
        List<ObjectNode> rooms = new ArrayList<>();
        for (int seed = 0; seed < ROOMS_WITH_TABLES; seed++) {
            TrainedWorld trained = TrainedWorld.of(seed);
            RandomWorld world = trained.world(seed + 1);
            VectorRecorder recorder = new VectorRecorder(
                            "table " + seed, trained.schema(), new BackEnd.Range(trained.table().flattened()))
                    .keyframe();
            for (int tick = 0; tick < TICKS; tick++) {
                world.tick();
                recorder.delta(world.rows);
            }
            rooms.add(recorder.keyframe().vector());
        }
        return rooms;
    }

    private static void check(String name, List<ObjectNode> vectors) throws IOException {
        StringBuilder text = new StringBuilder("[\n");
        for (int i = 0; i < vectors.size(); i++) {
            text.append(JSON.writeValueAsString(vectors.get(i))).append(i + 1 < vectors.size() ? ",\n" : "\n");
        }
        text.append("]\n");
        checkFile(VECTORS.resolve(name), text.toString());
    }

    private static void checkFile(Path file, String text) throws IOException {
        if (Boolean.getBoolean("vectors.write")) {
            Files.createDirectories(VECTORS);
            Files.writeString(file, text);
        }
        boolean current = text.equals(Files.readString(file));
        assertTrue(current, "stale, see the comment of this class: file=" + file);
    }
}
