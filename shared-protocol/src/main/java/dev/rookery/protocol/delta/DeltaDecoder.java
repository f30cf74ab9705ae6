package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import org.jspecify.annotations.Nullable;

/// The reading end of a room that is one stream. Owned by one thread.
public final class DeltaDecoder implements FrameDecoder {
    private final DeltaCodec codec;
    private final StreamState state;
    private final FrameReader reader;
    private boolean inStream;

    /// A frame each tick, in bits.
    public DeltaDecoder(GameSchema schema) {
        this(schema, 1, new BackEnd.Bits());
    }

    /// @param ticksPerFrame ticks from one frame to the next, 1 to 64
    public DeltaDecoder(GameSchema schema, int ticksPerFrame, BackEnd backEnd) {
        codec = new DeltaCodec(schema);
        state = new StreamState(new EntityRows(schema), codec.kinds, Predictor.checkedTicks(ticksPerFrame));
        reader = reader(backEnd, codec.contexts);
    }

    static FrameReader reader(BackEnd backEnd, Contexts contexts) {
        return switch (backEnd) {
            case BackEnd.Bits() -> new BitReader(contexts);
            case BackEnd.Range(CoderTable table) -> new RangeReader(contexts, table.probabilities(contexts));
        };
    }

    @Override
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

    @Override
    public EntityRows rows() {
        return state.rows;
    }

    @Override
    public int predicted(int slot, int field, int ticks) {
        return Motion.ahead(state, slot, codec.kinds[state.rows.kind(slot)], field, ticks);
    }

    @Override
    public int stateHash() {
        return state.rows.hash();
    }

    int streamHash() {
        return state.hash(codec.kinds);
    }
}
