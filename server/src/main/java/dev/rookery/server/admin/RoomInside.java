package dev.rookery.server.admin;

import java.util.List;

/// One room as an admin sees it. Immutable.
///
/// @param stages where the time of inputs goes inside the server, in their order
public record RoomInside(
        RoomSample room, List<StageLine> stages, List<PlayerLine> players, List<PlayerLine> spectators) {
    /// One stage of the way of traced inputs, of the last ten to twenty seconds.
    ///
    /// @param inputs that were traced, 0 if nobody plays
    public record StageLine(String stage, double p50Millis, double p99Millis, long inputs) {}

    /// Somebody with a seat, or who watches.
    ///
    /// @param seat -1 for a spectator
    /// @param player the ticket's name for the person, or a guest's for this seat
    /// @param tier how much is sent; empty while away
    /// @param rttMillis round trip, 0 while unknown
    /// @param waitingBytes not yet handed to the socket
    public record PlayerLine(
            String player,
            String name,
            boolean guest,
            int seat,
            boolean connected,
            String tier,
            int rttMillis,
            long waitingBytes) {}
}
