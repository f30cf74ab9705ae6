package dev.rookery.server.room;

/// Whether a room was given up because one of its ticks does not end. Set once by the watchdog; its own thread reads it at each
/// call of the game, a plain load on the usual machines.
public final class Abandonment {
    private volatile boolean isGivenUp;

    void giveUp() {
        isGivenUp = true;
    }

    public boolean isGivenUp() {
        return isGivenUp;
    }

    /// Room's thread: ends the tick that everybody has stopped waiting for.
    ///
    /// @throws AbandonedRoomError if the room was given up
    void check() {
        if (isGivenUp) {
            throw new AbandonedRoomError();
        }
    }
}
