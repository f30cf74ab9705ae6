package dev.rookery.server.access;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides who comes in, and who may stay: tickets, bans, and how often an address may be wrong. Safe for any thread.
public final class AccessControl {
    /// What became of somebody who wants to come in, or has a new ticket.
    public sealed interface Decision {
        /// Welcome, as this person.
        record Admitted(PlayerIdentity identity) implements Decision {}

        /// Not welcome.
        record Refused(Refusal refusal) implements Decision {}
    }

    /// What somebody wants to do.
    ///
    /// @param room to enter; null for any, or for a new one
    /// @param opensRoom whether a new one is wanted
    public record Wish(String game, @Nullable String room, boolean opensRoom) {}

    private static final Refusal NO_TICKET = Refusal.ticket("This server lets in only players of its own site: log in there.", "missing");
    private static final Refusal USED = Refusal.ticket("Your ticket has been used already.", "used");
    private static final Refusal WITHDRAWN = Refusal.ticket("Your ticket was withdrawn.", "withdrawn");
    private static final Refusal OTHER_PLAYER = Refusal.ticket("Your new ticket is somebody else's.", "other_player");
    private static final Refusal WRONG_PLACE =
            new Refusal(CloseCode.FORBIDDEN, "Your ticket is not for this game or room.", "place");
    private static final Refusal BUSY =
            new Refusal(CloseCode.TRY_LATER, "Too many players are logging in. Try again in a moment.", "full");
    private static final Refusal EXPIRED =
            new Refusal(CloseCode.LOGIN_EXPIRED, "Your login has expired. Log in again.", "expired");
    private static final Refusal TOO_OFTEN =
            new Refusal(CloseCode.RATE_LIMITED, "Too many attempts have failed. Wait a little.", "blocked");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

    private final TicketConfig config;
    private final @Nullable TicketVerifier verifier; // null where nobody looks at tickets
    private final UsedTickets used;
    private final SanctionList sanctions;
    private final AddressLimits limits;
    private final AddressHash addresses;
    private final AuditLog audit;
    private final Counters counters;
    private final InstantSource clock;
    private final RandomGenerator secure;

    /// @throws IllegalArgumentException with a sentence, if a key for tickets cannot be used
    public AccessControl(
            TicketConfig config,
            SanctionList sanctions,
            AddressLimits limits,
            AddressHash addresses,
            AuditLog audit,
            Counters counters,
            InstantSource clock,
            RandomGenerator secure) {
        this.config = config;
        this.verifier = config.mode() == TicketMode.NONE ? null : new TicketVerifier(config, clock);
        this.used = new UsedTickets(clock, UsedTickets.MAX_IDS);
        this.sanctions = sanctions;
        this.limits = limits;
        this.addresses = addresses;
        this.audit = audit;
        this.counters = counters;
        this.clock = clock;
        this.secure = secure;
    }

    /// Somebody wants to play. A ticket with an id is used up by this; whoever gets no seat after all gives it back.
    ///
    /// @param ticket as the peer sent it; the client may lie
    public Decision admit(@Nullable String ticket, Wish wish, InetAddress address) {
        if (limits.isBlocked(address)) {
            return new Decision.Refused(TOO_OFTEN);
        }
        if (verifier == null || (ticket == null && config.mode() == TicketMode.GUEST)) {
            PlayerIdentity guest = PlayerIdentity.guest(secure);
            Refusal refusal = judge(guest, address);
            return refusal == null ? new Decision.Admitted(guest) : new Decision.Refused(refusal);
        }
        if (ticket == null) {
            return new Decision.Refused(NO_TICKET);
        }
        return switch (verifier.verify(ticket)) {
            case TicketVerifier.Result.Bad(Refusal refusal) -> refused(refusal, "player", address);
            case TicketVerifier.Result.Good(Ticket good) -> admit(good, wish, address);
        };
    }

    /// Somebody whom the admin sends, to whom tickets, bans and limits do not matter.
    public PlayerIdentity sentByAdmin() {
        return PlayerIdentity.guest(secure);
    }

    private Decision admit(Ticket ticket, Wish wish, InetAddress address) {
        PlayerIdentity identity = PlayerIdentity.of(ticket);
        Refusal refusal = judge(identity, address);
        if (refusal == null && !isFor(ticket, wish)) {
            refusal = WRONG_PLACE;
        }
        if (refusal == null) {
            refusal = use(ticket);
        }
        return refusal == null ? new Decision.Admitted(identity) : refused(refusal, Subject.player(ticket.player()), address);
    }

    private static boolean isFor(Ticket ticket, Wish wish) {
        boolean isGame = ticket.games().isEmpty() || ticket.games().contains(wish.game());
        return isGame && (ticket.rooms().isEmpty() || (!wish.opensRoom() && isRoom(ticket.rooms(), wish.room())));
    }

    /// Whoever names no room goes to the only one of the ticket.
    private static boolean isRoom(List<String> allowed, @Nullable String room) {
        return room == null ? allowed.size() == 1 : allowed.contains(room);
    }

    private @Nullable Refusal use(Ticket ticket) {
        String id = ticket.id();
        if (id == null) {
            return null;
        }
        return switch (used.use(id, ticket.expiresSeconds() + config.leewaySeconds())) {
            case FIRST -> null;
            case AGAIN -> USED;
            case FULL -> BUSY;
        };
    }

    private Decision refused(Refusal refusal, String actor, InetAddress address) {
        counters.add(Counter.TICKETS_REFUSED);
        limits.failed(address);
        audit.write(new AuditEvent(
                AuditEvent.Type.TICKET_REFUSE, actor, Network.of(address), null, null, refusal.reason(), false));
        return new Decision.Refused(refusal);
    }

    /// The only room a ticket is good for; null if it leaves the choice.
    public static @Nullable String onlyRoom(PlayerIdentity identity) {
        Ticket ticket = identity.ticket();
        return ticket != null && ticket.rooms().size() == 1 ? ticket.rooms().getFirst() : null;
    }

    /// The seat did not come about: a ticket for one use stays good.
    public void giveBack(PlayerIdentity identity) {
        Ticket ticket = identity.ticket();
        if (ticket != null && ticket.id() != null) {
            used.giveBack(ticket.id());
        }
    }

    /// The seat is taken.
    public void seated(PlayerIdentity identity, InetAddress address, String room) {
        if (!identity.isGuest()) {
            audit.write(new AuditEvent(
                    AuditEvent.Type.LOGIN, Subject.player(identity.player()), Network.of(address), null, room, null, true));
        }
    }

    /// A room was asked for that does not exist, or with a password that is not its own.
    public void guessedRoom(InetAddress address) {
        limits.failed(address);
    }

    /// Seats that this address may hold, those of people away included.
    public int maxSeats(InetAddress address) {
        return limits.maxSeats(address);
    }

    /// People of this address who may wait for a seat.
    public int maxWaiting(InetAddress address) {
        return limits.maxWaiting(address);
    }

    /// Rooms that this address may make before anybody enters them.
    public int maxUnclaimedRooms(InetAddress address) {
        return limits.maxUnclaimedRooms(address);
    }

    /// Whether this address has been wrong too often lately.
    public boolean isBlocked(InetAddress address) {
        return limits.isBlocked(address);
    }

    /// Whether one more request of a lobby is answered; if so it is counted.
    public boolean tryRequest(InetAddress address) {
        return limits.tryRequest(address);
    }

    /// Whether this address may open one more room; if so it is counted.
    public boolean tryOpenRoom(InetAddress address) {
        return limits.tryOpenRoom(address);
    }

    /// Somebody with a seat has a new ticket.
    public Decision renew(PlayerIdentity present, @Nullable String ticket, Wish place, InetAddress address) {
        if (verifier == null || present.isGuest()) {
            return new Decision.Admitted(present); // nothing expires
        }
        if (limits.isBlocked(address)) {
            return new Decision.Refused(TOO_OFTEN);
        }
        String actor = Subject.player(present.player());
        return switch (verifier.verify(ticket == null ? "" : ticket)) {
            case TicketVerifier.Result.Bad(Refusal refusal) -> refused(refusal, actor, address);
            case TicketVerifier.Result.Good(Ticket good) -> {
                if (!good.player().equals(present.player())) {
                    yield refused(OTHER_PLAYER, actor, address);
                }
                if (isHeld(good, present)) {
                    Refusal refusal = judge(present, address);
                    yield refusal == null ? new Decision.Admitted(present) : refused(refusal, actor, address);
                }
                Decision decision = admit(good, place, address);
                if (decision instanceof Decision.Admitted) {
                    audit.write(new AuditEvent(
                            AuditEvent.Type.TICKET_RENEW, actor, Network.of(address), null, place.room(), null, true));
                }
                yield decision;
            }
        };
    }

    /// Whether it is the ticket that the player's seat has already: the answer to the last time it was shown may have been lost.
    private static boolean isHeld(Ticket shown, PlayerIdentity present) {
        Ticket held = present.ticket();
        return shown.id() != null && held != null && shown.id().equals(held.id());
    }

    /// Why somebody may not come in or stay; null if nothing is against it.
    public @Nullable Refusal judge(PlayerIdentity identity, InetAddress address) {
        Sanction ban = find(Sanction.Kind.BAN, identity, address);
        if (ban != null) {
            return new Refusal(
                    CloseCode.FORBIDDEN, "You are banned from this server until " + MINUTE.format(ban.until()) + ".", "banned");
        }
        Ticket ticket = identity.ticket();
        if (ticket == null) {
            return null;
        }
        if (isWithdrawn(ticket)) {
            return WITHDRAWN;
        }
        return ticket.expiresSeconds() + config.leewaySeconds() <= clock.instant().getEpochSecond() ? EXPIRED : null;
    }

    private boolean isWithdrawn(Ticket ticket) {
        if (!sanctions.hasAny(Sanction.Kind.REVOCATION)) {
            return false;
        }
        if (ticket.id() != null && sanctions.find(Sanction.Kind.REVOCATION, Subject.ticket(ticket.id())) != null) {
            return true;
        }
        Sanction all = sanctions.find(Sanction.Kind.REVOCATION, Subject.player(ticket.player()));
        return all != null && ticket.issuedSeconds() <= all.since().getEpochSecond();
    }

    /// For how long nothing that somebody says is passed on; null if it is.
    public @Nullable Duration mutedFor(PlayerIdentity identity, InetAddress address) {
        Sanction mute = find(Sanction.Kind.MUTE, identity, address);
        return mute == null ? null : Duration.between(clock.instant(), mute.until());
    }

    private @Nullable Sanction find(Sanction.Kind kind, PlayerIdentity identity, InetAddress address) {
        if (!sanctions.hasAny(kind)) {
            return null;
        }
        Sanction own = sanctions.find(kind, Subject.player(identity.player()));
        return own != null ? own : sanctions.find(kind, Subject.address(addresses.forBan(Network.of(address))));
    }

    /// Whether it is time to ask for a new ticket.
    public boolean needsRenewal(PlayerIdentity identity) {
        Ticket ticket = identity.ticket();
        return ticket != null && ticket.expiresSeconds() - config.noticeSeconds() <= clock.instant().getEpochSecond();
    }

    /// Reads the files of the keys for tickets again.
    ///
    /// @throws IllegalArgumentException with a sentence, if one cannot be used; then nothing changes
    public void reloadKeys() {
        if (verifier != null) {
            verifier.reloadKeys();
        }
    }
}
