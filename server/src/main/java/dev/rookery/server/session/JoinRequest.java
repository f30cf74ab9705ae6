package dev.rookery.server.session;

import dev.rookery.server.access.Network;
import dev.rookery.server.match.RoomWish;
import dev.rookery.server.replication.GameBinding;
import java.util.List;

/// A join of somebody who may come in, as soon as there is a seat.
///
/// @param waits whether to stand in line where there is none
/// @param tables hashes of the range coder's tables that the client has
record JoinRequest(
        GameBinding<?> game,
        RoomWish wish,
        boolean waits,
        int look,
        List<Integer> tables,
        SeatHolder holder,
        PlayerConnection connection) {
    /// Whose seats this one counts among.
    Network network() {
        return Network.of(holder.address());
    }
}
