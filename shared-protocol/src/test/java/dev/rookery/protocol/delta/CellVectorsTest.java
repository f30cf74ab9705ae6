package dev.rookery.protocol.delta;

import static dev.rookery.protocol.VectorFiles.VECTORS;
import static dev.rookery.protocol.VectorFiles.assertCurrent;
import static dev.rookery.protocol.delta.RowsAssert.assertSameRows;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.VectorFiles;
import dev.rookery.protocol.schema.CellGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/// Golden vectors of rooms with interest cells, which the TypeScript twin replays: views that stand, wander, jump and begin
/// anew, and frames damaged on their way. [VectorFiles] says how they are written anew.
class CellVectorsTest {
    private static final int ROOMS = 24;
    private static final int HOSTILE_ROOMS = 7;
    private static final int TICKS = 30;

    @Test
    void theCheckedInVectorsOfCellsAreCurrent() throws IOException {
        for (BackEnd backEnd : List.of(new BackEnd.Bits(), new BackEnd.Range(CoderTable.GENERIC))) {
            List<ObjectNode> rooms = new ArrayList<>();
            for (int seed = 0; seed < ROOMS; seed++) {
                rooms.add(room(seed, backEnd));
            }
            check(backEnd.codec(), rooms);
            List<ObjectNode> hostile = new ArrayList<>(List.of(ForgedCells.vector(backEnd)));
            for (int seed = 0; seed < HOSTILE_ROOMS; seed++) {
                hostile.add(HostileCells.damaged("damaged cells " + seed, seed, backEnd, 6, 8));
            }
            check("hostile-" + backEnd.codec(), hostile);
        }
    }

    private static void check(String name, List<ObjectNode> vectors) throws IOException {
        assertCurrent(VECTORS.resolve("cells").resolve(name + ".json"), VectorFiles.lines(vectors));
    }

    private static ObjectNode room(int seed, BackEnd backEnd) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomCells cells = new RandomCells(random);
        CellEncoder encoder = new CellEncoder(cells.schema, backEnd);
        FrameRecorder recorder = FrameRecorder.ofCells("cells " + seed, cells.schema, backEnd);
        CellView view = seed % 3 == 0 ? everything(cells.schema.cells()) : cells.randomView();
        boolean isInStream = false;
        for (int tick = 0; tick < seed % 5 * 60; tick++) { // of some the frame number wraps
            encoder.encode(cells.world.rows, cells.homes);
        }
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
            assertNull(recorder.received(frame(encoder, before, view), before == null));
            assertSameRows(cells.expected(view), recorder.rows(), "seed=" + seed + " tick=" + tick);
            isInStream = true;
        }
        return recorder.vector();
    }

    private static CellView everything(CellGrid grid) {
        return new CellView(0, 0, grid.columns(), grid.rows());
    }

    static byte[] frame(CellEncoder encoder, @Nullable CellView before, CellView view) {
        byte[] bytes = new byte[encoder.maxBytes(before, view)];
        int length = before == null ? encoder.keyframe(view, bytes, 0) : encoder.delta(before, view, bytes, 0);
        return Arrays.copyOf(bytes, length);
    }
}
