package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.RowsAssert.assertSameRows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Views that wander, join, and lose the stream, over worlds of all shapes: whoever receives a cell has exactly what is in
/// it, and nothing of any other.
class CellStreamPropertyTest {
    private static final int CASES = Integer.getInteger("rookery.cellCases", 200);
    private static final int TICKS = 40;
    private static final int WATCHERS = 4;

    @Test
    void everyViewHoldsExactlyWhatIsInItsCells() {
        for (long seed = 0; seed < CASES; seed++) {
            room(seed, seed % 2 == 0 ? new BackEnd.Bits() : new BackEnd.Range(CoderTable.GENERIC));
        }
    }

    private static void room(long seed, BackEnd backEnd) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomCells cells = new RandomCells(random);
        CellEncoder encoder = new CellEncoder(cells.schema, backEnd);
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < WATCHERS; i++) {
            watchers.add(new Watcher(cells, new CellDecoder(cells.schema, backEnd)));
        }
        for (int tick = 0; tick < TICKS; tick++) {
            cells.tick();
            encoder.encode(cells.world.rows, cells.homes);
            for (int i = 0; i < WATCHERS; i++) {
                String where = "seed=" + seed + " tick=" + tick + " watcher=" + i;
                watchers.get(i).tick(encoder, random, where);
            }
        }
    }

    private static final class Watcher {
        private final RandomCells cells;
        private final CellDecoder decoder;
        private CellView view;
        private boolean isInStream;

        Watcher(RandomCells cells, CellDecoder decoder) {
            this.cells = cells;
            this.decoder = decoder;
            view = cells.randomView();
        }

        void tick(CellEncoder encoder, SplittableRandom random, String where) {
            if (random.nextInt(20) == 0) {
                isInStream = false; // a frame is lost, and with it the stream
                return;
            }
            CellView before = view;
            if (random.nextInt(3) == 0) {
                view = random.nextInt(8) == 0 ? cells.randomView() : cells.moved(view);
            }
            int bytes = encoder.maxBytes(isInStream ? before : null, view);
            byte[] frame = new byte[bytes + 3];
            int length = isInStream ? encoder.delta(before, view, frame, 3) : encoder.keyframe(view, frame, 3);
            assertTrue(length <= bytes, where);
            assertNull(decoder.decode(Arrays.copyOf(frame, 3 + length), 3, length, !isInStream), where);
            isInStream = true;
            assertSameRows(cells.expected(view), decoder.rows(), where);
            assertEquals(encoder.stateHash(view), decoder.stateHash(), where);
            for (int place = 0; place <= view.count(); place++) {
                int stream = view.stream(place, cells.schema.cells());
                assertEquals(encoder.streamHash(stream), decoder.streamHash(stream), where + " stream=" + stream);
            }
        }
    }
}
