package dev.rookery.server.replication;

/// Makes frames for tests of other packages.
public final class SharedFrames {
    private SharedFrames() {}

    /// A frame held once, as the room holds it while it publishes.
    public static SharedFrame frame(long tick, byte[] bytes) {
        return new FramePool().frame(tick, bytes, bytes.length);
    }

    /// The same out of a pool, as a room takes it.
    public static SharedFrame frame(FramePool pool, long tick, byte[] bytes) {
        return pool.frame(tick, bytes, bytes.length);
    }

    public static boolean isFree(SharedFrame frame) {
        return frame.isFree();
    }
}
