package dev.rookery.protocol.delta;

import static dev.rookery.protocol.VectorFiles.VECTORS;
import static dev.rookery.protocol.VectorFiles.assertCurrent;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.VectorFiles;
import dev.rookery.protocol.schema.GameSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The vectors that the TypeScript twin replays, in Node and in a browser. [VectorFiles] says how they are written anew.
class GoldenVectorsTest {
    private static final Path DELTA = VECTORS.resolve("delta");
    private static final Path BROWSER_TABLE = Path.of("../browser-client/src/codec/genericTable.ts");
    private static final long MOST_BYTES = 2 << 20;
    private static final int RANDOM_ROOMS = 24;
    private static final int ROOMS_WITH_TABLES = 6;
    private static final int TICKS = 25;

    @Test
    void theCheckedInVectorsAreCurrent() throws IOException {
        check("table-range", roomsOfTheirOwnTables());
        for (BackEnd backEnd : List.of(new BackEnd.Bits(), new BackEnd.Range(CoderTable.GENERIC))) {
            List<ObjectNode> directed = new ArrayList<>(new MotionRooms(backEnd).all());
            directed.addAll(new SlotRooms(backEnd).all());
            directed.addAll(new FlightRooms(backEnd).all());
            if (backEnd instanceof BackEnd.Range) {
                directed.addAll(CoderRooms.all());
            }
            check("directed-" + backEnd.codec(), directed);
            check("random-" + backEnd.codec(), randomRooms(backEnd));
            check("hostile-" + backEnd.codec(), new HostileRooms(backEnd).all());
        }
    }

    private static void check(String name, List<ObjectNode> vectors) throws IOException {
        assertCurrent(DELTA.resolve(name + ".json"), VectorFiles.lines(vectors));
    }

    @Test
    void allVectorsTogetherAreSmall() throws IOException {
        try (Stream<Path> files = Files.walk(VECTORS)) {
            long bytes = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
            assertTrue(bytes <= MOST_BYTES, "bytes=" + bytes);
        }
    }

    @Test
    void theBrowserHasTheSameGenericTable() throws IOException {
        String text = "// Written by GoldenVectorsTest from generic.table; never edited.\nexport const GENERIC_TABLE = `"
                + CoderTable.GENERIC.text() + "`;\n";
        assertCurrent(BROWSER_TABLE, text);
    }

    private static List<ObjectNode> randomRooms(BackEnd backEnd) {
        List<ObjectNode> rooms = new ArrayList<>();
        for (int seed = 0; seed < RANDOM_ROOMS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            GameSchema schema = RandomWorld.randomSchema(random);
            RandomWorld world = new RandomWorld(random, schema);
            VectorRecorder recorder = new VectorRecorder("random " + seed, schema, backEnd).terse().keyframe();
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
}
