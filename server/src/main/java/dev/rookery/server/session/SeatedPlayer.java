package dev.rookery.server.session;

import dev.rookery.server.access.Network;

/// Somebody with a seat, as an admin sees it. Immutable.
///
/// @param player the ticket's name for the person, or a guest's for this seat
/// @param network where the present or last connection came from; never shown
public record SeatedPlayer(
        String player, String name, boolean isGuest, String game, String room, int seat, boolean isConnected, Network network) {}
