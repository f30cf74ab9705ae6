package dev.rookery.server.admin;

import java.util.List;

/// One room as an admin sees it. Immutable.
public record RoomInside(RoomSample room, List<PlayerLine> players, List<PlayerLine> spectators) {
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
