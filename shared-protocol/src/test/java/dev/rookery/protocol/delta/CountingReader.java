package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.GameSchema;
import org.jspecify.annotations.Nullable;

/// Counts what is asked of a reader within a frame: the measure of a decoder's time that no clock disturbs.
final class CountingReader implements FrameReader {
    private final FrameReader reader;
    private long calls;

    CountingReader(FrameReader reader) {
        this.reader = reader;
    }

    /// Values read since the last call of this.
    long calls() {
        long since = calls;
        calls = 0;
        return since;
    }

    /// No frame of this schema may ask for more, whatever its bytes say. A field takes at most 11 values (a flag and the
    /// 8 bits of an enum; six of an axis in a keyframe) in an update and again in a spawn, an entity 48 besides; what is
    /// remembered of a kind 4 for each of 16 models and one for each field.
    static long bound(GameSchema schema) {
        long fields = 0;
        long remembered = 0;
        for (EntitySpec kind : schema.entities()) {
            fields = Math.max(fields, kind.fields().size());
            remembered += 64 + kind.fields().size();
        }
        return 8 + remembered + schema.maxEntities() * (48 + 22 * fields);
    }

    @Override
    public void begin(byte[] source, int offset, int length) {
        reader.begin(source, offset, length);
    }

    @Override
    public @Nullable FrameError finish() {
        return reader.finish();
    }

    @Override
    public int bit(int context, int value) {
        calls++;
        return reader.bit(context, value);
    }

    @Override
    public int unsigned(int context, int value) {
        calls++;
        return reader.unsigned(context, value);
    }

    @Override
    public int signed(int context, int value, int lastSign) {
        calls++;
        return reader.signed(context, value, lastSign);
    }

    @Override
    public int raw(int context, int bits, int value) {
        calls++;
        return reader.raw(context, bits, value);
    }

    @Override
    public boolean usesRuns() {
        return reader.usesRuns();
    }

    @Override
    public void fail(FrameError error) {
        reader.fail(error);
    }

    @Override
    public boolean failed() {
        return reader.failed();
    }
}
