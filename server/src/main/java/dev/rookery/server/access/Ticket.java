package dev.rookery.server.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a ticket says, once its signature was found good. Immutable.
///
/// @param player the host's name for the person, claim `sub`
/// @param name to show, claim `name`; null leaves it to the player
/// @param id makes the ticket good for one use only, claim `jti`
/// @param issuedSeconds since 1970, claim `iat`; 0 if it is not said
/// @param expiresSeconds since 1970, claim `exp`
/// @param games that may be played, claim `game`; empty for all
/// @param rooms that may be entered, claim `room`; empty for all
public record Ticket(
        String player,
        @Nullable String name,
        @Nullable String id,
        long issuedSeconds,
        long expiresSeconds,
        List<String> games,
        List<String> rooms) {
    public Ticket {
        games = List.copyOf(games);
        rooms = List.copyOf(rooms);
    }

    /// Without the name, which is the player's, and the id, which is worth something while unused.
    @Override
    public String toString() {
        return "Ticket[player=" + player + " expiresSeconds=" + expiresSeconds + "]";
    }
}
