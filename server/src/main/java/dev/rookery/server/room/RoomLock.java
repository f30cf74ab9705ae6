package dev.rookery.server.room;

/// Whose lock keeps new players out of a room: each is taken off only by whoever put it on, so that a game that opens its next
/// round does not undo what an administrator did.
public enum RoomLock {
    /// The room's game.
    GAME(1),
    /// An administrator.
    ADMIN(2);

    private final int bit;

    RoomLock(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
