package dev.rookery.server.room;

import dev.rookery.protocol.control.ToBrowser;
import java.util.concurrent.TimeUnit;

/// Until when a room goes on whose server stops, on the clock of whoever steps the room: a room that is late ends in time all
/// the same. Owned by the room's thread.
final class Countdown {
    private boolean running;
    private boolean forMatch; // the game ends its match by itself, before that
    private long endNanos;

    void begin(long nowNanos, int seconds, boolean isForMatch) {
        running = true;
        forMatch = isForMatch;
        endNanos = nowNanos + TimeUnit.SECONDS.toNanos(seconds);
    }

    boolean isRunning() {
        return running;
    }

    boolean isOver(long nowNanos) {
        return running && nowNanos - endNanos >= 0;
    }

    /// What players are told now, if it runs.
    ToBrowser.Notice notice(long nowNanos) {
        long seconds = Math.max(0, Math.ceilDiv(endNanos - nowNanos, TimeUnit.SECONDS.toNanos(1)));
        return new ToBrowser.Notice(
                "restarting",
                forMatch
                        ? "The server restarts after this match, in " + seconds + " s at the latest."
                        : "The server restarts in " + seconds + " s.");
    }
}
