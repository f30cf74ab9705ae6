package dev.rookery.server.transport;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/// When something came that is read only later, at a tick. To be told of each arrival would cost the wake-up that a room's rhythm
/// is there to save, so only some are timed, by the lobby's selector; the others are taken to have waited as long as the last
/// that was. A client's messages come with its own ticks, so that is true but for the line's jitter.
///
/// Owned by the connection's owner; [#heard] is the lobby's.
final class ArrivalClock {
    private static final AtomicLongFieldUpdater<ArrivalClock> HEARD =
            AtomicLongFieldUpdater.newUpdater(ArrivalClock.class, "heard");

    private static final long DEAF = 0;
    private static final long LISTENING = 1;
    private static final int FIRST = 32; // by which a client's clock has found its place

    private volatile long heard; // DEAF, LISTENING, or when something came
    private int timed;
    private long passNanos; // when the owner last looked
    private long sincePassNanos; // from the look before to that
    private long usualNanos; // from arrival to the tick

    /// Whether the next arrival should be timed: one of those that are sampled, or of the first, which all count. False if it
    /// already is.
    boolean isDue(boolean isSampled) {
        return (isSampled || timed < FIRST) && heard == DEAF;
    }

    /// The next arrival is timed.
    void listen() {
        heard = LISTENING;
    }

    /// Whether it listens, and nothing has come since.
    boolean isAwaited() {
        return heard == LISTENING;
    }

    /// The owner looks whether something has come.
    void passed(long nowNanos) {
        sincePassNanos = nowNanos - passNanos;
        passNanos = nowNanos;
    }

    /// Lobby: something has come.
    void heard(long nowNanos) {
        HEARD.compareAndSet(this, LISTENING, nowNanos);
    }

    /// For how long what has come at this look has waited, at most since the one before.
    long waitedNanos() {
        if (heard != DEAF) {
            long since = HEARD.getAndSet(this, DEAF);
            timed++;
            usualNanos = since == LISTENING ? 0 : passNanos - since;
        }
        return Math.clamp(usualNanos, 0, Math.max(0, sincePassNanos));
    }
}
