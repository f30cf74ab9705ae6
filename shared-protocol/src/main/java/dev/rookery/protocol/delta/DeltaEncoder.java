package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The writing end of one stream: turns each tick's rows into one delta that every receiver of the stream shares, and on
/// demand a keyframe from which a receiver can go on. Owned by the room's thread; allocates only in its constructor.
public final class DeltaEncoder {
    private final DeltaCodec codec;
    private final StreamState state;
    private final FrameWriter plainWriter;
    private FrameWriter writer;

    /// A frame each tick, in bits.
    public DeltaEncoder(GameSchema schema) {
        this(schema, 1, new BackEnd.Bits());
    }

    /// @param ticksPerFrame ticks from one frame to the next, 1 to 64
    public DeltaEncoder(GameSchema schema, int ticksPerFrame, BackEnd backEnd) {
        this(schema, ticksPerFrame, contexts -> writer(backEnd, contexts));
    }

    DeltaEncoder(GameSchema schema, int ticksPerFrame, Function<Contexts, FrameWriter> writers) {
        codec = new DeltaCodec(schema);
        state = new StreamState(new EntityRows(schema), codec.kinds, Predictor.checkedTicks(ticksPerFrame));
        plainWriter = writers.apply(codec.contexts);
        writer = plainWriter;
    }

    static FrameWriter writer(BackEnd backEnd, Contexts contexts) {
        return switch (backEnd) {
            case BackEnd.Bits() -> new BitWriter(contexts);
            case BackEnd.Range(CoderTable table) -> new RangeWriter(contexts, table.probabilities(contexts));
        };
    }

    /// Charges what is written from now on to a profile; null ends that.
    public void profile(@Nullable BitsProfile profile) {
        writer = profile == null ? plainWriter : new ProfilingWriter(plainWriter, codec.contexts, profile);
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
