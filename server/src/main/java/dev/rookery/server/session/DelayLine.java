package dev.rookery.server.session;

import dev.rookery.server.replication.FramePool;
import dev.rookery.server.replication.SharedFrame;
import java.util.Arrays;

/// Snapshots that wait until spectators may see them, oldest first: copies, so that the room has its frames back at once, in a ring
/// of bytes that grows as needed and no farther than its bound. What does not fit is left out, and with it all that builds on it.
/// Owned by the stand's thread; allocates only to grow.
final class DelayLine {
    private static final int FIRST_BYTES = 16 * 1024;
    private static final int FIRST_FRAMES = 64;

    private final int maxBytes;
    private byte[] ring = new byte[FIRST_BYTES];
    private int firstByte;
    private int usedBytes;
    private long[] ticks = new long[FIRST_FRAMES];
    private long[] dueNanos = new long[FIRST_FRAMES];
    private int[] lengths = new int[FIRST_FRAMES];
    private boolean[] keyframes = new boolean[FIRST_FRAMES];
    private int first;
    private int size;
    private byte[] scratch = new byte[1024];
    private long newestTick = -1; // up to which the line is without a gap

    DelayLine(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Appends a copy; false if there is no place for it, or if it builds on one that is not there.
    boolean add(SharedFrame frame, long due) {
        long tick = frame.tick();
        if (!frame.isKeyframe() && tick != newestTick + 1) {
            return false;
        }
        if (!hasPlace(frame.length())) {
            return false;
        }
        int at = (first + size) % ticks.length;
        ticks[at] = tick;
        dueNanos[at] = due;
        lengths[at] = frame.length();
        keyframes[at] = frame.isKeyframe();
        size++;
        int to = (firstByte + usedBytes) % ring.length;
        int untilEnd = Math.min(frame.length(), ring.length - to);
        System.arraycopy(frame.bytes(), 0, ring, to, untilEnd);
        System.arraycopy(frame.bytes(), untilEnd, ring, 0, frame.length() - untilEnd);
        usedBytes += frame.length();
        newestTick = tick;
        return true;
    }

    private boolean hasPlace(int bytes) {
        long needed = (long) usedBytes + bytes;
        if (needed > maxBytes) {
            return false;
        }
        if (needed > ring.length) {
            byte[] larger = new byte[(int) Math.min(maxBytes, Math.max(needed, 2L * ring.length))];
            copyOut(larger, usedBytes);
            ring = larger;
            firstByte = 0;
        }
        if (size == ticks.length) {
            growFrames();
        }
        return true;
    }

    private void growFrames() {
        int before = ticks.length;
        long[] oldTicks = ticks;
        long[] oldDue = dueNanos;
        int[] oldLengths = lengths;
        boolean[] oldKeyframes = keyframes;
        ticks = Arrays.copyOf(ticks, before * 2);
        dueNanos = Arrays.copyOf(dueNanos, before * 2);
        lengths = Arrays.copyOf(lengths, before * 2);
        keyframes = Arrays.copyOf(keyframes, before * 2);
        for (int i = 0; i < size; i++) {
            int from = (first + i) % before;
            ticks[i] = oldTicks[from];
            dueNanos[i] = oldDue[from];
            lengths[i] = oldLengths[from];
            keyframes[i] = oldKeyframes[from];
        }
        first = 0;
    }

    private void copyOut(byte[] to, int count) {
        int untilEnd = Math.min(count, ring.length - firstByte);
        System.arraycopy(ring, firstByte, to, 0, untilEnd);
        System.arraycopy(ring, 0, to, untilEnd, count - untilEnd);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// When the oldest may be seen; there must be one.
    long dueNanos() {
        return dueNanos[first];
    }

    /// Tick of the oldest; there must be one.
    long tick() {
        return ticks[first];
    }

    /// Whether the oldest is a keyframe; there must be one.
    boolean isKeyframe() {
        return keyframes[first];
    }

    /// Takes the oldest, held once by the caller, who must release it.
    SharedFrame take(FramePool pool) {
        int length = lengths[first];
        long tick = ticks[first];
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, 2 * scratch.length)];
        }
        copyOut(scratch, length);
        firstByte = (firstByte + length) % ring.length;
        usedBytes -= length;
        first = (first + 1) % ticks.length;
        size--;
        return pool.frame(tick, scratch, length);
    }

    /// Bytes that wait.
    int bytes() {
        return usedBytes;
    }
}
