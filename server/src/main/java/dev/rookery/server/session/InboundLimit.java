package dev.rookery.server.session;

import dev.rookery.server.access.RateLimit;
import java.util.function.LongSupplier;

/// How much one connection may send, messages and bytes, whatever they say. Owned by the connection's reader.
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

    private final InboundLimits limits;
    private final LongSupplier nanoTime;
    private final RateLimit messages;
    private final RateLimit bytes;
    private boolean isOver;
    private long overSinceNanos;
    private long lastDropNanos;

    InboundLimit(InboundLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        messages = new RateLimit(limits.messagesPerSecond(), limits.messageBurst(), nanoTime);
        bytes = new RateLimit(limits.bytesPerSecond(), limits.byteBurst(), nanoTime);
    }

    /// Judges a message of so many bytes.
    Verdict judge(int length) {
        if (messages.tryTake() && bytes.tryTake(length)) {
            return Verdict.FINE;
        }
        long now = nanoTime.getAsLong();
        if (!isOver || now - lastDropNanos > PAUSE_NANOS) {
            isOver = true;
            overSinceNanos = now;
        }
        lastDropNanos = now;
        return now - overSinceNanos > limits.floodMillis() * 1_000_000L ? Verdict.FLOOD : Verdict.OVER;
    }
}
