package dev.rookery.server.session;

import dev.rookery.server.access.PlayerIdentity;
import java.net.InetAddress;

/// Who holds a seat, and from where. Safe for any thread: both parts are replaced as a whole, by the reader of the present
/// connection.
final class SeatHolder {
    private final String name;
    private final boolean isNameVouched;
    private volatile PlayerIdentity identity;
    private volatile InetAddress address;
    private volatile boolean askedToRenew;

    /// @param name that is wanted; the room may show another
    /// @param isNameVouched whether the host's site says so
    SeatHolder(String name, boolean isNameVouched, PlayerIdentity identity, InetAddress address) {
        this.name = name;
        this.isNameVouched = isNameVouched;
        this.identity = identity;
        this.address = address;
    }

    String name() {
        return name;
    }

    boolean isNameVouched() {
        return isNameVouched;
    }

    PlayerIdentity identity() {
        return identity;
    }

    InetAddress address() {
        return address;
    }

    /// The same person, with a new ticket perhaps, from here from now on.
    void seen(PlayerIdentity newIdentity, InetAddress from) {
        if (newIdentity != identity) {
            askedToRenew = false;
        }
        identity = newIdentity;
        address = from;
    }

    /// Whether nobody has been asked for a newer ticket since the last came; it counts as asked from now on.
    boolean beginsToAsk() {
        boolean begins = !askedToRenew;
        askedToRenew = true;
        return begins;
    }
}
