package dev.rookery.protocol.delta;

/// Looks at the bytes of a writer as they come, to find the frames in which something rare happens to them.
final class ByteWatch extends WatchedWriter {
    private byte[] target = {};
    private byte[] before = {};
    private int start;
    private int carried; // most bytes of 255 that one carry has turned into zeros
    private int dropped; // zeros that the end of the frame left out

    ByteWatch(FrameWriter writer) {
        super(writer);
    }

    int carried() {
        return carried;
    }

    int dropped() {
        return dropped;
    }

    @Override
    public void begin(byte[] bytes, int offset) {
        target = bytes;
        before = bytes.clone();
        start = offset;
        carried = 0;
        dropped = 0;
        super.begin(bytes, offset);
    }

    @Override
    public int finish() {
        int written = (int) written() / 8;
        int length = super.finish();
        dropped = Math.max(0, written - length);
        return length;
    }

    @Override
    void saw(Element element, int context, int shape, int value) {
        int wrapped = 0;
        for (int i = start; i < target.length; i++) {
            wrapped += before[i] == -1 && target[i] == 0 ? 1 : 0;
        }
        carried = Math.max(carried, wrapped);
        System.arraycopy(target, 0, before, 0, target.length);
    }
}
