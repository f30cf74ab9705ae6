package dev.rookery.server.match;

/// Whom the server has memory for.
public enum Capacity {
    /// Everybody, and new rooms.
    ROOMS("normal"),
    /// New players in rooms that are open.
    PLAYERS("no_new_rooms"),
    /// Those only who have a seat.
    NOBODY("no_joins");

    private final String token;

    Capacity(String token) {
        this.token = token;
    }

    /// Short word in the log.
    public String token() {
        return token;
    }
}
