package dev.rookery.protocol.delta;

/// Charges every value that another writer writes to its context.
final class ProfilingWriter implements FrameWriter {
    private final FrameWriter writer;
    private final Contexts contexts;
    private final BitsProfile profile;

    ProfilingWriter(FrameWriter writer, Contexts contexts, BitsProfile profile) {
        this.writer = writer;
        this.contexts = contexts;
        this.profile = profile;
    }

    @Override
    public void begin(byte[] target, int offset) {
        writer.begin(target, offset);
    }

    @Override
    public int finish() {
        return writer.finish();
    }

    @Override
    public double written() {
        return writer.written();
    }

    @Override
    public int bit(int context, int value) {
        double before = writer.written();
        writer.bit(context, value);
        profile.add(contexts.bits.get(context), writer.written() - before);
        return value;
    }

    @Override
    public int unsigned(int context, int value) {
        double before = writer.written();
        writer.unsigned(context, value);
        profile.add(contexts.unsigned.get(context), writer.written() - before);
        return value;
    }

    @Override
    public int signed(int context, int value, int lastSign) {
        double before = writer.written();
        writer.signed(context, value, lastSign);
        profile.add(contexts.signed.get(context), writer.written() - before);
        return value;
    }

    @Override
    public int raw(int context, int bits, int value) {
        double before = writer.written();
        writer.raw(context, bits, value);
        profile.add(contexts.raw.get(context), writer.written() - before);
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
