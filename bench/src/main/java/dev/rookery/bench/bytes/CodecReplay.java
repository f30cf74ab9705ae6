package dev.rookery.bench.bytes;

import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.BitsProfile;
import dev.rookery.protocol.delta.DeltaDecoder;
import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.delta.FrameError;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A recorded room through one back end of the codec, frame by frame; each is decoded and compared with what was
/// recorded.
public final class CodecReplay {
    private final Trace trace;
    private final TraceRoom room;
    private final DeltaEncoder encoder;
    private final DeltaDecoder decoder;
    private final byte[] target;
    private int shown;

    public CodecReplay(Trace trace, BackEnd backEnd) {
        GameSchema schema = TraceRoom.schema(trace);
        this.trace = trace;
        room = new TraceRoom(trace, schema);
        encoder = new DeltaEncoder(schema, trace.ticksPerFrame(), backEnd);
        decoder = new DeltaDecoder(schema, trace.ticksPerFrame(), backEnd);
        target = new byte[encoder.maxFrameBytes()];
        decoder.decode(target, 0, encoder.keyframe(target, 0), true);
    }

    /// As a table or a page of the results shows it.
    static SchemeFigure figure(String name, Trace trace, BackEnd backEnd) {
        CodecReplay replay = new CodecReplay(trace, backEnd);
        replay.next();
        long total = 0;
        long keyframes = 0;
        int largest = 0;
        while (replay.hasNext()) {
            int length = replay.next();
            total += length;
            largest = Math.max(largest, length);
            keyframes += replay.keyframe().length;
        }
        int ticks = trace.frames().size() - 1;
        return SchemeFigure.ofCodec(name, (double) total / ticks, largest, (double) keyframes / ticks);
    }

    void profile(@Nullable BitsProfile profile) {
        encoder.profile(profile);
    }

    public boolean hasNext() {
        return shown < trace.frames().size();
    }

    /// The next frame, and the room it shows.
    ///
    /// @return its size
    public int next() {
        room.show(trace.frames().get(shown));
        int length = encoder.delta(room.rows, target, 0);
        FrameError error = decoder.decode(target, 0, length, false);
        if (error != null || decoder.stateHash() != room.rows.hash()) {
            throw new IllegalStateException(
                    "Not decoded to what was encoded: frame=" + shown + " error=" + error);
        }
        shown++;
        return length;
    }

    /// The frame that [#next] made last.
    public byte[] frame(int length) {
        return Arrays.copyOf(target, length);
    }

    /// Hash of the rows after the last frame.
    public int stateHash() {
        return encoder.stateHash();
    }

    /// Of the room after the last frame; before the first of the empty room. Takes the place of [#frame].
    public byte[] keyframe() {
        return frame(encoder.keyframe(target, 0));
    }
}
