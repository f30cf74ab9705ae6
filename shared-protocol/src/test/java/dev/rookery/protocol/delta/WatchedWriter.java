package dev.rookery.protocol.delta;

/// Writes as another writer does, and looks at every value.
abstract class WatchedWriter implements FrameWriter {
    enum Element {
        BIT,
        UNSIGNED,
        SIGNED,
        RAW
    }

    final FrameWriter writer;

    WatchedWriter(FrameWriter writer) {
        this.writer = writer;
    }

    /// A value was written.
    ///
    /// @param shape of a signed number the last sign, of a raw one its bits, else 0
    abstract void saw(Element element, int context, int shape, int value);

    @Override
    public void begin(byte[] bytes, int offset) {
        writer.begin(bytes, offset);
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
    public final int bit(int context, int value) {
        writer.bit(context, value);
        saw(Element.BIT, context, 0, value);
        return value;
    }

    @Override
    public final int unsigned(int context, int value) {
        writer.unsigned(context, value);
        saw(Element.UNSIGNED, context, 0, value);
        return value;
    }

    @Override
    public final int signed(int context, int value, int lastSign) {
        writer.signed(context, value, lastSign);
        saw(Element.SIGNED, context, lastSign, value);
        return value;
    }

    @Override
    public final int raw(int context, int bits, int value) {
        writer.raw(context, bits, value);
        saw(Element.RAW, context, bits, value);
        return value;
    }

    @Override
    public final boolean usesRuns() {
        return writer.usesRuns();
    }

    @Override
    public final void fail(FrameError error) {
        writer.fail(error);
    }

    @Override
    public final boolean failed() {
        return writer.failed();
    }
}
