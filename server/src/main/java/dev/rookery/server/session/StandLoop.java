package dev.rookery.server.session;

import dev.rookery.server.room.RoomPulse;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// A stand's turns until it is over, about as many as its room has ticks: in each, what spectators have sent is taken, what is due is
/// given out, and leaves. Whatever this takes, the room does not wait for it, nor does whoever joins. The stand's thread.
///
/// Spectators say little, mostly what has arrived, so they are not listened to in each turn.
final class StandLoop implements Runnable {
    /// From one look at what spectators have sent to the next.
    static final long LISTEN_NANOS = 50_000_000L;

    private final SpectatorStand stand;
    private final RoomPulse pulse;
    private final long tickNanos;
    private final LongSupplier nanoTime;
    private final Runnable afterwards;
    private long listenedNanos;

    /// @param tickNanos from one tick of the room to the next
    /// @param afterwards once nobody new can come to the stand, before those who are there are sent away
    StandLoop(SpectatorStand stand, long tickNanos, LongSupplier nanoTime, Runnable afterwards) {
        this.stand = stand;
        this.pulse = stand.pulse();
        this.tickNanos = tickNanos;
        this.nanoTime = nanoTime;
        this.afterwards = afterwards;
        this.listenedNanos = nanoTime.getAsLong() - LISTEN_NANOS;
    }

    @Override
    public void run() {
        long now = nanoTime.getAsLong();
        try {
            while (turn(now)) {
                LockSupport.parkNanos(stand.nextNanos(now, tickNanos) - nanoTime.getAsLong());
                now = nanoTime.getAsLong();
            }
        } finally {
            finish();
        }
    }

    /// One turn.
    ///
    /// @return whether there will be another; once false, [#finish] is due
    boolean turn(long nowNanos) {
        if (nowNanos - listenedNanos >= LISTEN_NANOS) {
            listenedNanos = nowNanos;
            pulse.beforeTick();
        }
        boolean goesOn = stand.step(nowNanos);
        pulse.afterTick();
        return goesOn;
    }

    /// Sends everybody away; their sockets go back to where they came from, which says goodbye.
    void finish() {
        try {
            afterwards.run();
        } finally {
            try {
                stand.finish();
            } finally {
                pulse.end();
            }
        }
    }
}
