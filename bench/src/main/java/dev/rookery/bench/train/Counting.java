package dev.rookery.bench.train;

import dev.rookery.protocol.delta.CellEncoder;
import dev.rookery.protocol.delta.CellView;
import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.delta.TableTrainer;
import dev.rookery.protocol.schema.GameSchema;
import org.jspecify.annotations.Nullable;

/// Shows one room to a trainer of tables, as one stream or in cells; now and then a keyframe too. Owned by one thread.
final class Counting {
    private static final int KEYFRAME_INTERVAL = 50; // frames
    private static final int VIEW = 8; // cells along a side, of whom a keyframe is for

    private final @Nullable DeltaEncoder stream;
    private final @Nullable CellEncoder cells;
    private final GameSchema schema;
    private byte[] nothing = new byte[0];
    private int frames;

    /// @param alone of a room with cells: whether only that is counted which no other room has
    Counting(TableTrainer trainer, GameSchema schema, boolean alone) {
        this.schema = schema;
        boolean isStream = schema.cells().isNone();
        stream = isStream ? trainer.stream(schema, 1) : null;
        cells = isStream ? null : trainer.cells(schema, alone);
    }

    void count(EntityRows rows, int[] homes) {
        boolean isKeyframeDue = ++frames % KEYFRAME_INTERVAL == 0;
        if (stream != null) {
            stream.delta(rows, nothing, 0);
            if (isKeyframeDue) {
                stream.keyframe(nothing, 0);
            }
        } else if (cells != null) {
            cells.encode(rows, homes);
            if (isKeyframeDue) {
                cells.maxBytes(null, view()); // encodes what somebody there would need
            }
        }
    }

    /// A view that wanders over the grid.
    private CellView view() {
        int columns = Math.min(VIEW, schema.cells().columns());
        int rows = Math.min(VIEW, schema.cells().rows());
        int step = frames / KEYFRAME_INTERVAL * VIEW;
        return new CellView(
                step % (schema.cells().columns() - columns + 1),
                step / VIEW * VIEW % (schema.cells().rows() - rows + 1),
                columns,
                rows);
    }
}
