package dev.rookery.server.access;

/// Whom a sanction is on, as text that can be kept in a file: a player by the ticket's name, a peer by a keyed hash of its
/// address, or a ticket by its id. Pure.
public final class Subject {
    private Subject() {}

    /// A player with a ticket.
    public static String player(String player) {
        return "player:" + player;
    }

    /// One ticket.
    public static String ticket(String id) {
        return "ticket:" + id;
    }

    /// A peer's network.
    ///
    /// @param hash by [AddressHash]
    public static String address(String hash) {
        return "address:" + hash;
    }
}
