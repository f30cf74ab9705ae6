package dev.rookery.bench.train;

import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.DeltaDecoder;
import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.delta.FrameError;
import dev.rookery.protocol.schema.GameSchema;

/// One back end on one room's stream: counts bytes, and decodes every frame again. Owned by one thread.
final class Contestant {
    private final int settlingFrames;
    private final DeltaEncoder encoder;
    private final DeltaDecoder decoder;
    private final byte[] target;
    private int frames;
    private long bytes;
    private long entities;

    /// @param settlingFrames not counted: players enter, and the first frames hold everything
    Contestant(GameSchema schema, BackEnd backEnd, int settlingFrames) {
        this.settlingFrames = settlingFrames;
        encoder = new DeltaEncoder(schema, 1, backEnd);
        decoder = new DeltaDecoder(schema, 1, backEnd);
        target = new byte[encoder.maxFrameBytes()];
        decoder.decode(target, 0, encoder.keyframe(target, 0), true);
    }

    void encode(EntityRows rows) {
        int length = encoder.delta(rows, target, 0);
        FrameError error = decoder.decode(target, 0, length, false);
        if (error != null || decoder.stateHash() != rows.hash()) {
            throw new IllegalStateException("A frame was not decoded to what was encoded: frame=" + frames + " error=" + error);
        }
        if (++frames > settlingFrames) {
            bytes += length;
            entities += rows.live();
        }
    }

    double bytesPerTick() {
        return (double) bytes / (frames - settlingFrames);
    }

    double entities() {
        return (double) entities / (frames - settlingFrames);
    }
}
