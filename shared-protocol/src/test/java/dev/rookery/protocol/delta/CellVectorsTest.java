package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.RowsAssert.assertSameRows;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.protocol.schema.CellGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/// Golden vectors of rooms with interest cells, which the TypeScript twin replays: views that stand, wander, jump and begin
/// anew. After a deliberate change of the format, write them anew as those of `GoldenVectorsTest`.
class CellVectorsTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/cells");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROOMS = 24;
    private static final int TICKS = 30;

    @Test
    void theCheckedInVectorsOfCellsAreCurrent() throws IOException {
        for (BackEnd backEnd : List.of(new BackEnd.Bits(), new BackEnd.Range(CoderTable.GENERIC))) {
            List<String> rooms = new ArrayList<>();
            for (int seed = 0; seed < ROOMS; seed++) {
                rooms.add(JSON.writeValueAsString(room(seed, backEnd)));
            }
            String text = "[\n" + String.join(",\n", rooms) + "\n]\n";
            Path file = VECTORS.resolve(backEnd.codec() + ".json");
            if (Boolean.getBoolean("vectors.write")) {
                Files.writeString(file, text);
            }
            boolean current = Files.exists(file) && text.equals(Files.readString(file));
            assertTrue(current, "stale, see the comment of this class: file=" + file);
        }
    }

    private static ObjectNode room(int seed, BackEnd backEnd) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        RandomCells cells = new RandomCells(random);
        CellEncoder encoder = new CellEncoder(cells.schema, backEnd);
        CellDecoder decoder = new CellDecoder(cells.schema, backEnd);
        ObjectNode vector = JSON.createObjectNode();
        vector.put("name", "cells " + seed);
        vector.put("codec", backEnd.codec());
        vector.set("schema", JSON.readTree(SchemaJson.write(cells.schema)));
        ArrayNode frames = vector.putArray("frames");
        CellView view = seed % 3 == 0 ? everything(cells.schema.cells()) : cells.randomView();
        boolean isInStream = false;
        for (int tick = 0; tick < TICKS; tick++) {
            cells.tick();
            encoder.encode(cells.world.rows, cells.homes);
            if (random.nextInt(15) == 0) {
                isInStream = false;
                continue;
            }
            CellView before = isInStream ? view : null;
            if (seed % 3 != 0 && random.nextInt(3) == 0) {
                view = random.nextInt(8) == 0 ? cells.randomView() : cells.moved(view);
            }
            byte[] frame = frame(encoder, before, view);
            frames.add(received(decoder, frame, before == null));
            assertSameRows(cells.expected(view), decoder.rows(), "seed=" + seed + " tick=" + tick);
            isInStream = true;
        }
        return vector;
    }

    private static CellView everything(CellGrid grid) {
        return new CellView(0, 0, grid.columns(), grid.rows());
    }

    private static byte[] frame(CellEncoder encoder, @Nullable CellView before, CellView view) {
        byte[] bytes = new byte[encoder.maxBytes(before, view)];
        int length = before == null ? encoder.keyframe(view, bytes, 0) : encoder.delta(before, view, bytes, 0);
        return Arrays.copyOf(bytes, length);
    }

    private static ObjectNode received(CellDecoder decoder, byte[] frame, boolean keyframe) {
        assertNull(decoder.decode(frame, 0, frame.length, keyframe));
        return JSON.createObjectNode()
                .put("keyframe", keyframe)
                .put("bytes", Base64.getEncoder().encodeToString(frame))
                .put("stateHash", decoder.stateHash())
                .put("streamHash", decoder.viewHash());
    }
}
