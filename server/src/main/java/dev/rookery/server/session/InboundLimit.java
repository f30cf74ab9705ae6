package dev.rookery.server.session;

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

    private final LongSupplier nanoTime;
    private final RateLimit messages;
    private final RateLimit bytes;
    private boolean isOver;
    private long overSinceNanos;
    private long lastDropNanos;

    InboundLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        messages = new RateLimit(SessionLimits.MESSAGES_PER_SECOND, SessionLimits.MESSAGE_BURST, nanoTime);
        bytes = new RateLimit(SessionLimits.BYTES_PER_SECOND, SessionLimits.BYTE_BURST, nanoTime);
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
        return now - overSinceNanos > SessionLimits.FLOOD_MILLIS * 1_000_000L ? Verdict.FLOOD : Verdict.OVER;
    }
}
