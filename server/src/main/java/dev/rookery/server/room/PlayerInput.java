package dev.rookery.server.room;

/// One input on its way into a room, decoded and range-checked by the connection's reader.
///
/// @param link who sent it
/// @param tenure which of the session's connections, counted from 1; inputs of an earlier one are too late
/// @param sequence number of the input, >= 1; the client may lie
/// @param drawnSixteenths time that the player saw when giving it, in 1/16 ticks, 0 if unknown; the client may lie
/// @param newestTick the newest snapshot that the client had when giving it, -1 if none; the client may lie
/// @param input the game's input record
/// @param arrivedNanos when its message arrived, on the server's monotonic clock
/// @param traced whether the client wants to know how long it took
public record PlayerInput(
        PlayerLink link,
        int tenure,
        int sequence,
        int drawnSixteenths,
        long newestTick,
        Record input,
        long arrivedNanos,
        boolean traced) {
    /// The same with another content.
    PlayerInput with(Record other) {
        return new PlayerInput(link, tenure, sequence, drawnSixteenths, newestTick, other, arrivedNanos, traced);
    }
}
