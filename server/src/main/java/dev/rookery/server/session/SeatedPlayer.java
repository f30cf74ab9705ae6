package dev.rookery.server.session;

import dev.rookery.server.access.Network;
import org.jspecify.annotations.Nullable;

/// Somebody with a seat, or who watches, as an admin sees it. Immutable.
///
/// @param player the ticket's name for the person, or a guest's for this seat
/// @param seat -1 for a spectator
/// @param tier how much of the stream the player is sent; null while away
/// @param rttMillis round trip, a tick too much at the most; 0 while unknown
/// @param waitingBytes not yet handed to the socket
/// @param network where the present or last connection came from; never shown
public record SeatedPlayer(
        String player,
        String name,
        boolean isGuest,
        String game,
        String room,
        int seat,
        boolean isConnected,
        @Nullable SendTier tier,
        int rttMillis,
        long waitingBytes,
        Network network) {
    /// Whether the player is sent less than the whole stream.
    public boolean isSlow() {
        return tier != null && tier != SendTier.FULL;
    }
}
