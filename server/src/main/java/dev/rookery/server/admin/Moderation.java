package dev.rookery.server.admin;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.access.AddressHash;
import dev.rookery.server.access.AuditEvent;
import dev.rookery.server.access.AuditLog;
import dev.rookery.server.access.Network;
import dev.rookery.server.access.PlayerIdentity;
import dev.rookery.server.access.Sanction;
import dev.rookery.server.access.Sanction.Kind;
import dev.rookery.server.access.SanctionList;
import dev.rookery.server.access.Subject;
import dev.rookery.server.session.SeatInspector;
import dev.rookery.server.session.SeatedPlayer;
import dev.rookery.server.session.Sessions;
import dev.rookery.server.session.Spectators;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps order: removes, bans and mutes players, withdraws tickets. All of it acts at once, on those who are seated too, and is
/// audited. A guest has no name that would outlast the seat, so what is laid on a guest is laid on its network. Safe for any
/// thread.
public final class Moderation {
    private static final System.Logger LOG = System.getLogger(Moderation.class.getName());
    static final String ADMIN = "admin";
    private static final int DEFAULT_MINUTES = 60;
    private static final int MAX_MINUTES = 60 * 24 * 3650;
    private static final Outcome NOBODY = new Outcome.NotFound("Nobody of this name has a seat.");
    private static final Outcome NO_TARGET = new Outcome.Malformed("Say whom: a player or an address.");

    private final Sessions sessions;
    private final Spectators spectators;
    private final SanctionList sanctions;
    private final SeatInspector inspector;
    private final AddressHash addresses;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Duration ticketLifetime;

    /// @param ticketLifetime after which no ticket issued until now is good any more
    public Moderation(
            Sessions sessions,
            Spectators spectators,
            SanctionList sanctions,
            SeatInspector inspector,
            AddressHash addresses,
            AuditLog audit,
            InstantSource clock,
            Duration ticketLifetime) {
        this.sessions = sessions;
        this.spectators = spectators;
        this.sanctions = sanctions;
        this.inspector = inspector;
        this.addresses = addresses;
        this.audit = audit;
        this.clock = clock;
        this.ticketLifetime = ticketLifetime;
    }

    /// Everybody who holds a seat.
    public List<SeatedPlayer> players() {
        return sessions.players();
    }

    /// What is in force, the next to end first.
    public List<Sanction> sanctions() {
        return sanctions.all();
    }

    /// Somebody used the admin listener without the right to.
    public void refusedCall(String path) {
        audit.write(new AuditEvent(AuditEvent.Type.ADMIN_CALL, "unknown", null, path, null, "token", false));
    }

    /// A file was read again, or could not be.
    public void configChanged(String what, boolean isDone) {
        audit.write(new AuditEvent(AuditEvent.Type.CONFIG_CHANGE, ADMIN, null, what, null, null, isDone));
    }

    /// Takes a player's seats, and what the player watches; the player may come back.
    public Outcome kick(Order order) {
        String player = order.player();
        if (player == null) {
            return new Outcome.Malformed("Say which player.");
        }
        String why = "You were removed from the room.";
        int seats = sessions.expel(player, CloseCode.KICKED, why) + spectators.expel(player, CloseCode.KICKED, why);
        audit(AuditEvent.Type.KICK, Subject.player(player), order, seats > 0);
        return seats > 0 ? new Outcome.Done(seats, true) : NOBODY;
    }

    /// Keeps somebody out for a time.
    public Outcome ban(Order order) {
        return lay(Kind.BAN, AuditEvent.Type.BAN, order);
    }

    /// Lets somebody in again.
    public Outcome unban(Order order) {
        return lift(Kind.BAN, AuditEvent.Type.UNBAN, order);
    }

    /// Keeps what somebody says from others for a time.
    public Outcome mute(Order order) {
        return lay(Kind.MUTE, AuditEvent.Type.MUTE, order);
    }

    /// Lets somebody be heard again.
    public Outcome unmute(Order order) {
        return lift(Kind.MUTE, AuditEvent.Type.UNMUTE, order);
    }

    /// Withdraws one ticket, or all that a player was issued until now; a newer one is good.
    public Outcome revoke(Order order) {
        String subject = order.ticket() != null
                ? Subject.ticket(order.ticket())
                : order.player() != null ? Subject.player(order.player()) : null;
        if (subject == null) {
            return new Outcome.Malformed("Say which ticket, or whose.");
        }
        return lay(Kind.REVOCATION, AuditEvent.Type.REVOKE, order, List.of(subject), ticketLifetime);
    }

    private Outcome lay(Kind kind, AuditEvent.Type type, Order order) {
        int minutes = order.minutes() == null ? DEFAULT_MINUTES : order.minutes();
        if (minutes < 1 || minutes > MAX_MINUTES) {
            return new Outcome.Malformed("A time has 1 to " + MAX_MINUTES + " minutes.");
        }
        List<String> subjects;
        try {
            subjects = subjects(order);
        } catch (IllegalArgumentException e) {
            return new Outcome.Malformed("An address is needed such as 203.0.113.7.");
        }
        if (subjects.isEmpty()) {
            return order.player() == null ? NO_TARGET : NOBODY;
        }
        return lay(kind, type, order, subjects, Duration.ofMinutes(minutes));
    }

    private Outcome lay(Kind kind, AuditEvent.Type type, Order order, List<String> subjects, Duration duration) {
        Instant now = clock.instant();
        boolean isKept = true;
        int before = sessions.seated();
        for (String subject : subjects) {
            try {
                if (!sanctions.add(new Sanction(kind, subject, now, now.plus(duration), text(order.reason())))) {
                    return new Outcome.Malformed("The list is full: lift what is not needed any more.");
                }
            } catch (IOException e) {
                LOG.log(Level.ERROR, "ev=sanctions.fault cause=" + e.getClass().getSimpleName());
                isKept = false;
            }
            audit(type, subject, order, true);
        }
        inspector.run();
        return new Outcome.Done(Math.max(0, before - sessions.seated()), isKept);
    }

    private Outcome lift(Kind kind, AuditEvent.Type type, Order order) {
        List<String> subjects;
        try {
            subjects = order.subject() == null ? subjects(order) : List.of(order.subject());
        } catch (IllegalArgumentException e) {
            return new Outcome.Malformed("An address is needed such as 203.0.113.7.");
        }
        boolean isKept = true;
        int lifted = 0;
        for (String subject : subjects) {
            try {
                lifted += sanctions.remove(kind, subject) ? 1 : 0;
            } catch (IOException e) {
                LOG.log(Level.ERROR, "ev=sanctions.fault cause=" + e.getClass().getSimpleName());
                lifted++;
                isKept = false;
            }
            audit(type, subject, order, lifted > 0);
        }
        return lifted > 0 ? new Outcome.Done(0, isKept) : new Outcome.NotFound("There is nothing to lift.");
    }

    /// On whom a sanction is laid.
    ///
    /// @throws IllegalArgumentException if the address is none
    private List<String> subjects(Order order) {
        if (order.address() != null) {
            return List.of(subject(Network.of(InetAddress.ofLiteral(order.address()))));
        }
        String player = order.player();
        if (player == null) {
            return List.of();
        }
        List<SeatedPlayer> seated = Stream.concat(sessions.players().stream(), spectators.watchers().stream())
                .filter(each -> each.player().equals(player))
                .toList();
        boolean isGuest = seated.stream().anyMatch(SeatedPlayer::isGuest);
        if (!isGuest) {
            return PlayerIdentity.isGuestId(player) ? List.of() : List.of(Subject.player(player));
        }
        return seated.stream().map(each -> subject(each.network())).distinct().toList();
    }

    private String subject(Network network) {
        return Subject.address(addresses.forBan(network));
    }

    private void audit(AuditEvent.Type type, String target, Order order, boolean isDone) {
        audit.write(new AuditEvent(type, ADMIN, null, target, null, order.reason(), isDone));
    }

    private static String text(@Nullable String reason) {
        return reason == null ? "" : reason.substring(0, Math.min(reason.length(), 200));
    }
}
