package dev.rookery.server.admin;

/// What became of an [Order].
public sealed interface Outcome {
    /// It is in force.
    ///
    /// @param seats that were taken from players
    /// @param isKept whether a restart keeps it
    record Done(int seats, boolean isKept) implements Outcome {}

    /// The server ends.
    ///
    /// @param isFirst false if it had begun before
    /// @param millisLeft how long rooms go on, at most
    record Draining(boolean isFirst, long millisLeft) implements Outcome {}

    /// The game's page shows the room to whoever has this.
    ///
    /// @param pass for one use, within [dev.rookery.server.session.WatchPasses#LIFETIME_SECONDS]
    record Watchable(String pass) implements Outcome {}

    /// There is nobody and nothing it could be about.
    record NotFound(String message) implements Outcome {}

    /// It makes no sense.
    record Malformed(String message) implements Outcome {}
}
