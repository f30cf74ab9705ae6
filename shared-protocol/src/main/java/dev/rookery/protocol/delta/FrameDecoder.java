package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import org.jspecify.annotations.Nullable;

/// The reading end of a room's frames, for bots, tools and tests; the browser has its twin in TypeScript. The bytes may be
/// anything: they end in a valid frame or in one [FrameError]. Owned by one thread.
public sealed interface FrameDecoder permits DeltaDecoder, CellDecoder {
    /// The decoder of a game's rooms: of one stream, or of cells.
    static FrameDecoder of(GameSchema schema, BackEnd backEnd) {
        return schema.cells().isNone() ? new DeltaDecoder(schema, 1, backEnd) : new CellDecoder(schema, backEnd);
    }

    /// Applies one frame. After an error the rows mean nothing, and every delta is refused until a keyframe.
    ///
    /// @return null when the rows are those of the new tick
    @Nullable FrameError decode(byte[] source, int offset, int length, boolean keyframe);

    /// The rows of the last tick, by id; the same object always, to be read only.
    EntityRows rows();

    /// The predicted quantised value of a linear field or an angle `ticks` ahead (0 to 64); of any other field, its
    /// value.
    int predicted(int id, int field, int ticks);

    /// What the frame's state hash is compared with.
    int stateHash();
}
