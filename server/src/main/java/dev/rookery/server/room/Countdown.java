package dev.rookery.server.room;

import dev.rookery.protocol.control.ToBrowser;

/// Until when a room goes on whose server stops. Owned by the room's thread.
final class Countdown {
    private final int tickRateHz;
    private long lastTick = Long.MAX_VALUE;
    private boolean forMatch; // the game ends its match by itself, before that

    Countdown(int tickRateHz) {
        this.tickRateHz = tickRateHz;
    }

    /// Begins; the first time counts.
    void begin(long tick, int seconds, boolean isForMatch) {
        if (!isRunning()) {
            lastTick = tick + (long) seconds * tickRateHz;
            forMatch = isForMatch;
        }
    }

    boolean isRunning() {
        return lastTick != Long.MAX_VALUE;
    }

    boolean isOver(long tick) {
        return tick >= lastTick;
    }

    /// What players are told now, if it runs.
    ToBrowser.Notice notice(long tick) {
        long seconds = Math.ceilDiv(Math.max(0, lastTick - tick), tickRateHz);
        return new ToBrowser.Notice(
                "restarting",
                forMatch
                        ? "The server restarts after this match, in " + seconds + " s at the latest."
                        : "The server restarts in " + seconds + " s.");
    }
}
