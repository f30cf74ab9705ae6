package dev.rookery.server.access;

import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Who somebody is, as far as we know. Immutable.
///
/// @param player the ticket's, or a random one of a guest, good as long as the seat is
/// @param ticket null for a guest
public record PlayerIdentity(String player, @Nullable Ticket ticket) {
    private static final String GUEST = "guest:"; // no ticket may name a player so
    private static final int GUEST_BYTES = 9;

    static PlayerIdentity guest(RandomGenerator random) {
        byte[] bits = new byte[GUEST_BYTES];
        random.nextBytes(bits);
        return new PlayerIdentity(GUEST + Base64.getUrlEncoder().encodeToString(bits), null);
    }

    static PlayerIdentity of(Ticket ticket) {
        return new PlayerIdentity(ticket.player(), ticket);
    }

    /// Whether this is the name of a guest, which is good for one seat only.
    public static boolean isGuestId(String player) {
        return player.startsWith(GUEST);
    }

    public boolean isGuest() {
        return ticket == null;
    }
}
