package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.access.AccessControl;
import dev.rookery.server.access.PlayerIdentity;
import dev.rookery.server.access.Refusal;
import java.lang.System.Logger.Level;

/// Looks at everybody who holds a seat or watches: whoever is banned or has a withdrawn ticket loses it, whoever's login has expired
/// loses the connection, whoever's soon will is asked for a new ticket. Run every second, so that all of it acts within two.
/// Safe for any thread; never blocks.
public final class SeatInspector implements Runnable {
    private static final System.Logger LOG = System.getLogger(SeatInspector.class.getName());

    private final Sessions sessions;
    private final Spectators spectators;
    private final AccessControl access;

    public SeatInspector(Sessions sessions, Spectators spectators, AccessControl access) {
        this.sessions = sessions;
        this.spectators = spectators;
        this.access = access;
    }

    @Override
    public void run() {
        try {
            sessions.all().forEach(this::inspect);
            spectators.all().forEach(this::inspect);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "ev=seat.inspector.fault", e); // thrown on, it would end the inspections for good
        }
    }

    private void inspect(Attendee attendee) {
        SeatHolder holder = attendee.holder();
        PlayerIdentity identity = holder.identity();
        Refusal refusal = access.judge(identity, holder.address());
        if (refusal == null) {
            if (access.needsRenewal(identity) && holder.beginsToAsk()) {
                attendee.notice("ticket_expiring", "Your login expires soon.");
            }
        } else if (refusal.code() == CloseCode.LOGIN_EXPIRED) {
            attendee.disconnect(refusal.code(), refusal.message());
        } else {
            attendee.expel(refusal.code(), refusal.message());
        }
    }
}
