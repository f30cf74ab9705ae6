package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import org.jspecify.annotations.Nullable;

/// The writing end of one stream: turns each tick's rows into one delta that every receiver of the stream shares, and on
/// demand a keyframe from which a receiver can go on. Owned by the room's thread; allocates only in its constructor.
public final class DeltaEncoder {
    private final DeltaCodec codec;
    private final StreamState state;
    private final FrameWriter writer;

    public DeltaEncoder(GameSchema schema) {
        this(schema, 1);
    }

    /// @param ticksPerFrame ticks from one frame to the next, 1 to 64
    public DeltaEncoder(GameSchema schema, int ticksPerFrame) {
        this(schema, ticksPerFrame, null);
    }

    /// @param profile is charged with every bit written; for tools
    public DeltaEncoder(GameSchema schema, int ticksPerFrame, @Nullable BitsProfile profile) {
        if (ticksPerFrame < 1 || ticksPerFrame > Predictor.MAX_TICKS) {
            throw new IllegalArgumentException("A frame spans 1 to 64 ticks: ticksPerFrame=" + ticksPerFrame);
        }
        codec = new DeltaCodec(schema);
        state = new StreamState(new EntityRows(schema), codec.kinds, ticksPerFrame);
        FrameWriter bits = new BitWriter(codec.contexts);
        writer = profile == null ? bits : new ProfilingWriter(bits, codec.contexts, profile);
    }

    /// Room that [#delta] and [#keyframe] need in their target.
    public int maxFrameBytes() {
        return codec.maxFrameBytes();
    }

    /// Writes what `truth` differs from the prediction and advances the stream by one tick. Keeps nothing of `truth`.
    ///
    /// @return bytes written
    public int delta(EntityRows truth, byte[] target, int offset) {
        writer.begin(target, offset);
        codec.step(state, truth, writer);
        return writer.finish();
    }

    /// Writes the whole state after the last delta, for a receiver that has none. The stream does not change.
    ///
    /// @return bytes written
    public int keyframe(byte[] target, int offset) {
        writer.begin(target, offset);
        codec.keyframe(state, true, writer);
        return writer.finish();
    }

    /// Of the rows after the last delta, as [DeltaDecoder#stateHash] has it.
    public int stateHash() {
        return state.rows.hash();
    }

    /// Over the predictor's state too, for tests.
    int streamHash() {
        return state.hash(codec.kinds);
    }
}
