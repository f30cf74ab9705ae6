package dev.rookery.server.session;

import dev.rookery.server.replication.SharedFrame;
import org.jspecify.annotations.Nullable;

/// Frames on their way from a room to its spectators' stand, each with the moment at which it was published. One producer, the
/// room's thread; one consumer, the stand's. A frame that does not fit is not taken. Allocates nothing after construction.
final class FrameQueue {
    private static final int CAPACITY = 128; // power of two; two seconds at 60 Hz
    private static final int MASK = CAPACITY - 1;

    private final @Nullable SharedFrame[] frames = new @Nullable SharedFrame[CAPACITY];
    private final long[] publishedNanos = new long[CAPACITY];
    private volatile long offered; // the producer writes
    private volatile long taken; // the consumer writes

    /// Producer: the frame is retained until [#drop]; false if there is no place.
    boolean offer(SharedFrame frame, long nowNanos) {
        long number = offered;
        if (number - taken == CAPACITY) {
            return false;
        }
        frame.retain();
        frames[(int) number & MASK] = frame;
        publishedNanos[(int) number & MASK] = nowNanos;
        offered = number + 1;
        return true;
    }

    /// Consumer: the oldest, null if there is none.
    @Nullable SharedFrame peek() {
        long number = taken;
        return number == offered ? null : frames[(int) number & MASK];
    }

    /// Consumer: when the frame that [#peek] shows was published.
    long publishedNanos() {
        return publishedNanos[(int) taken & MASK];
    }

    /// Consumer: lets go of the frame that [#peek] shows.
    void drop() {
        long number = taken;
        SharedFrame frame = frames[(int) number & MASK];
        if (frame != null) {
            frames[(int) number & MASK] = null;
            frame.release();
        }
        taken = number + 1;
    }
}
