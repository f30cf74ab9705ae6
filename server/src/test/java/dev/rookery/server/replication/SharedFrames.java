package dev.rookery.server.replication;

/// Makes frames for tests of other packages.
public final class SharedFrames {
    private SharedFrames() {}

    /// A frame held once, as the room holds it while it publishes.
    public static SharedFrame frame(long tick, byte[] bytes) {
        return new FramePool().frame(tick, bytes, bytes.length);
    }

    public static boolean isFree(SharedFrame frame) {
        return frame.isFree();
    }
}
