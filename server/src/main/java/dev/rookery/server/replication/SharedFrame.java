package dev.rookery.server.replication;

import dev.rookery.protocol.wire.SnapshotFlags;
import java.util.concurrent.atomic.AtomicInteger;

/// One encoded frame that many clients share. Written by the room's thread while nobody else holds it, immutable from
/// the first [#retain] until the last [#release]: bytes that a writer may still read are never written again.
public final class SharedFrame {
    private final AtomicInteger holders = new AtomicInteger();
    private byte[] bytes;
    private int length;
    private long tick;

    SharedFrame(int capacityBytes) {
        bytes = new byte[capacityBytes];
    }

    public byte[] bytes() {
        return bytes;
    }

    /// Number of valid bytes, from index 0.
    public int length() {
        return length;
    }

    /// Whether it is a complete restart, which builds on nothing.
    public boolean isKeyframe() {
        return (bytes[0] & SnapshotFlags.KEYFRAME) != 0;
    }

    /// The tick that the frame shows.
    public long tick() {
        return tick;
    }

    /// One more holder; called by somebody who holds the frame meanwhile.
    public void retain() {
        holders.incrementAndGet();
    }

    /// One holder less; any thread, once per retain.
    public void release() {
        int left = holders.decrementAndGet();
        assert left >= 0 : "released more often than retained: tick=" + tick;
    }

    boolean isFree() {
        return holders.get() == 0;
    }

    void fill(long tickShown, byte[] source, int count) {
        if (bytes.length < count) {
            bytes = new byte[Math.max(count, bytes.length * 2)];
        }
        System.arraycopy(source, 0, bytes, 0, count);
        length = count;
        tick = tickShown;
    }
}
