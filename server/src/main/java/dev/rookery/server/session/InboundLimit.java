package dev.rookery.server.session;

import java.util.function.LongSupplier;

/// How much one connection may send, messages and bytes, whatever they say: two token buckets in one object, because each message
/// of each connection comes by here. Owned by the connection's reader.
final class InboundLimit {
    /// What becomes of a message.
    enum Verdict {
        /// It is read.
        FINE,
        /// It is dropped unread.
        OVER,
        /// It has gone on for too long: the connection is closed.
        FLOOD
    }

    private static final long PAUSE_NANOS = 1_000_000_000L; // without a drop, and the flood is over
    private static final double SECONDS_PER_NANO = 1e-9;

    private final InboundLimits limits;
    private final LongSupplier nanoTime;
    private double messages; // that may come now, filled up to filledNanos
    private double bytes;
    private long filledNanos;
    private boolean isOver;
    private long overSinceNanos;
    private long lastDropNanos;

    InboundLimit(InboundLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        messages = limits.messageBurst();
        bytes = limits.byteBurst();
        filledNanos = nanoTime.getAsLong();
    }

    /// Judges a message of so many bytes. The clock is asked only for one that was not allowed yet when it arrived.
    ///
    /// @param arrivedNanos when it came, on the monotonic clock
    Verdict judge(int length, long arrivedNanos) {
        fill(arrivedNanos);
        if (messages >= 1 && bytes >= length) {
            messages -= 1;
            bytes -= length;
            return Verdict.FINE;
        }
        long now = nanoTime.getAsLong();
        fill(now);
        if (messages >= 1) {
            messages -= 1;
            if (bytes >= length) {
                bytes -= length;
                return Verdict.FINE;
            }
        }
        if (!isOver || now - lastDropNanos > PAUSE_NANOS) {
            isOver = true;
            overSinceNanos = now;
        }
        lastDropNanos = now;
        return now - overSinceNanos > limits.floodMillis() * 1_000_000L ? Verdict.FLOOD : Verdict.OVER;
    }

    private void fill(long now) {
        long passed = now - filledNanos;
        if (passed > 0) {
            double seconds = passed * SECONDS_PER_NANO; // first, or a product of whole numbers wraps after days of silence
            messages = Math.min(limits.messageBurst(), messages + seconds * limits.messagesPerSecond());
            bytes = Math.min(limits.byteBurst(), bytes + seconds * limits.bytesPerSecond());
            filledNanos = now;
        }
    }
}
