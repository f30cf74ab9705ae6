package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reading end of one stream, for bots, tools and tests; the browser has its twin in TypeScript. The bytes may be
/// anything: they end in a valid frame or in one [FrameError]. Owned by one thread.
public final class DeltaDecoder {
    final DeltaCodec codec;
    final StreamState state;
    private final FrameReader reader;
    private boolean inStream;

    /// A frame each tick, in bits.
    public DeltaDecoder(GameSchema schema) {
        this(schema, 1, new BackEnd.Bits());
    }

    /// @param ticksPerFrame ticks from one frame to the next, 1 to 64
    public DeltaDecoder(GameSchema schema, int ticksPerFrame, BackEnd backEnd) {
        this(schema, ticksPerFrame, contexts -> reader(backEnd, contexts));
    }

    DeltaDecoder(GameSchema schema, int ticksPerFrame, Function<Contexts, FrameReader> readers) {
        codec = new DeltaCodec(schema);
        state = new StreamState(new EntityRows(schema), codec.kinds, Predictor.checkedTicks(ticksPerFrame));
        reader = readers.apply(codec.contexts);
    }

    static FrameReader reader(BackEnd backEnd, Contexts contexts) {
        return switch (backEnd) {
            case BackEnd.Bits() -> new BitReader(contexts);
            case BackEnd.Range(CoderTable table) -> new RangeReader(contexts, table.probabilities(contexts));
        };
    }

    /// Applies one frame. After an error the rows mean nothing, and every delta is refused until a keyframe.
    ///
    /// @return null when the rows are those of the new tick
    public @Nullable FrameError decode(byte[] source, int offset, int length, boolean keyframe) {
        if (!keyframe && !inStream) {
            return FrameError.NO_KEYFRAME;
        }
        reader.begin(source, offset, length);
        if (keyframe) {
            codec.keyframe(state, false, reader);
        } else {
            codec.step(state, null, reader);
        }
        FrameError error = reader.finish();
        inStream = error == null;
        return error;
    }

    /// The rows of the last tick; the same object always, to be read only.
    public EntityRows rows() {
        return state.rows;
    }

    /// The predicted quantised value of a linear field or an angle `ticks` ahead (0 to 64); of any other field, its
    /// value.
    public int predicted(int slot, int field, int ticks) {
        return Motion.ahead(state, slot, codec.kinds[state.rows.kind(slot)], field, ticks);
    }

    public int stateHash() {
        return state.rows.hash();
    }

    int streamHash() {
        return state.hash(codec.kinds);
    }
}
