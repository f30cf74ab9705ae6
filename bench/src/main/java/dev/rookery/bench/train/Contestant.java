package dev.rookery.bench.train;

import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CellEncoder;
import dev.rookery.protocol.delta.CellView;
import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.delta.FrameDecoder;
import dev.rookery.protocol.delta.FrameError;
import dev.rookery.protocol.schema.GameSchema;
import org.jspecify.annotations.Nullable;

/// One back end on one room: counts bytes, and decodes every frame again. A room with interest cells is watched by somebody
/// who sees as many of them as one may. Owned by one thread.
final class Contestant {
    private final int settlingFrames;
    private final @Nullable DeltaEncoder stream;
    private final @Nullable CellEncoder cells;
    private final CellView view;
    private final FrameDecoder decoder;
    private byte[] target;
    private int frames;
    private long bytes;
    private long entities;

    /// @param settlingFrames not counted: players enter, and the first frames hold everything
    Contestant(GameSchema schema, BackEnd backEnd, int settlingFrames) {
        this.settlingFrames = settlingFrames;
        boolean isStream = schema.cells().isNone();
        stream = isStream ? new DeltaEncoder(schema, 1, backEnd) : null;
        cells = isStream ? null : new CellEncoder(schema, backEnd);
        decoder = FrameDecoder.of(schema, backEnd);
        int columns = Math.clamp(schema.cells().columns(), 1, CellView.MAX_CELLS);
        view = new CellView(0, 0, columns, Math.clamp(schema.cells().rows(), 1, CellView.MAX_CELLS / columns));
        target = new byte[stream == null ? 0 : stream.maxFrameBytes()];
        if (stream != null) {
            decoder.decode(target, 0, stream.keyframe(target, 0), true);
        }
    }

    void encode(EntityRows rows, int[] homes) {
        boolean isFirst = frames == 0;
        int length = stream != null ? stream.delta(rows, target, 0) : inCells(rows, homes, isFirst);
        FrameError error = decoder.decode(target, 0, length, stream == null && isFirst);
        int hash = stream != null ? rows.hash() : cells == null ? 0 : cells.stateHash(view);
        if (error != null || decoder.stateHash() != hash) {
            throw new IllegalStateException("A frame was not decoded to what was encoded: frame=" + frames + " error=" + error);
        }
        if (++frames > settlingFrames) {
            bytes += length;
            entities += decoder.rows().live();
        }
    }

    private int inCells(EntityRows rows, int[] homes, boolean isFirst) {
        if (cells == null) {
            return 0;
        }
        cells.encode(rows, homes);
        int most = cells.maxBytes(isFirst ? null : view, view);
        target = target.length < most ? new byte[2 * most] : target;
        return isFirst ? cells.keyframe(view, target, 0) : cells.delta(view, view, target, 0);
    }

    double bytesPerTick() {
        return (double) bytes / (frames - settlingFrames);
    }

    double entities() {
        return (double) entities / (frames - settlingFrames);
    }
}
