package dev.rookery.protocol.delta;

/// Looks at the bytes of a writer as they come, to find the frames in which something rare happens to them.
final class ByteWatch implements FrameWriter {
    private final FrameWriter writer;
    private byte[] target = {};
    private byte[] before = {};
    private int start;
    private int carried; // most bytes of 255 that one carry has turned into zeros
    private int dropped; // zeros that the end of the frame left out

    ByteWatch(FrameWriter writer) {
        this.writer = writer;
    }

    int carried() {
        return carried;
    }

    int dropped() {
        return dropped;
    }

    private int looked(int value) {
        int wrapped = 0;
        for (int i = start; i < target.length; i++) {
            wrapped += before[i] == -1 && target[i] == 0 ? 1 : 0;
        }
        carried = Math.max(carried, wrapped);
        System.arraycopy(target, 0, before, 0, target.length);
        return value;
    }

    @Override
    public void begin(byte[] bytes, int offset) {
        target = bytes;
        before = bytes.clone();
        start = offset;
        carried = 0;
        dropped = 0;
        writer.begin(bytes, offset);
    }

    @Override
    public int finish() {
        int written = (int) writer.written() / 8;
        int length = writer.finish();
        dropped = Math.max(0, written - length);
        return length;
    }

    @Override
    public double written() {
        return writer.written();
    }

    @Override
    public int bit(int context, int value) {
        return looked(writer.bit(context, value));
    }

    @Override
    public int unsigned(int context, int value) {
        return looked(writer.unsigned(context, value));
    }

    @Override
    public int signed(int context, int value, int lastSign) {
        return looked(writer.signed(context, value, lastSign));
    }

    @Override
    public int raw(int context, int bits, int value) {
        return looked(writer.raw(context, bits, value));
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
