package dev.rookery.protocol.delta;

import dev.rookery.protocol.delta.BitsProfile.Sum;

/// Charges every value that another writer writes in a sampled frame to its context.
final class ProfilingWriter implements FrameWriter {
    private final FrameWriter writer;
    private final BitsProfile profile;
    private final Sum[] bits; // by context
    private final Sum[] unsigned;
    private final Sum[] signed;
    private final Sum[] raw;
    private boolean sampled;
    private double charged; // of what is written

    ProfilingWriter(FrameWriter writer, Contexts contexts, BitsProfile profile) {
        this.writer = writer;
        this.profile = profile;
        bits = profile.sumsOf(contexts.bits);
        unsigned = profile.sumsOf(contexts.unsigned);
        signed = profile.sumsOf(contexts.signed);
        raw = profile.sumsOf(contexts.raw);
    }

    @Override
    public void begin(byte[] target, int offset) {
        writer.begin(target, offset);
        sampled = profile.samplesNext();
        charged = 0;
    }

    @Override
    public int finish() {
        int length = writer.finish();
        if (sampled) {
            profile.frame(length, charged);
        }
        return length;
    }

    @Override
    public double written() {
        return writer.written();
    }

    private void charge(Sum sum) {
        if (sampled) {
            double written = writer.written();
            sum.add(written - charged);
            charged = written;
        }
    }

    @Override
    public int bit(int context, int value) {
        writer.bit(context, value);
        charge(bits[context]);
        return value;
    }

    @Override
    public int unsigned(int context, int value) {
        writer.unsigned(context, value);
        charge(unsigned[context]);
        return value;
    }

    @Override
    public int signed(int context, int value, int lastSign) {
        writer.signed(context, value, lastSign);
        charge(signed[context]);
        return value;
    }

    @Override
    public int raw(int context, int bits, int value) {
        writer.raw(context, bits, value);
        charge(raw[context]);
        return value;
    }

    @Override
    public boolean usesRuns() {
        return writer.usesRuns();
    }

    @Override
    public void fail(FrameError error) {
        writer.fail(error);
    }

    @Override
    public boolean failed() {
        return writer.failed();
    }
}
