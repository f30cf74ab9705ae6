package dev.rookery.server.replication;

import java.util.ArrayList;
import java.util.List;

/// The frames of one room, or of its spectators' stand, used again once nobody holds them. Grows to as many as the slowest outbox
/// may hold, which is bounded, and then allocates nothing. Owned by one thread, the room's or the stand's.
public final class FramePool {
    private final List<SharedFrame> frames = new ArrayList<>();
    private int next;

    /// A frame with these bytes, held once by the caller, who must release it.
    public SharedFrame frame(long tick, byte[] source, int length) {
        SharedFrame frame = free();
        frame.fill(tick, source, length);
        frame.retain();
        return frame;
    }

    private SharedFrame free() {
        for (int tried = 0; tried < frames.size(); tried++) {
            next = next + 1 < frames.size() ? next + 1 : 0;
            SharedFrame frame = frames.get(next);
            if (frame.isFree()) {
                return frame;
            }
        }
        SharedFrame frame = new SharedFrame(512);
        frames.add(frame);
        next = frames.size() - 1;
        return frame;
    }
}
