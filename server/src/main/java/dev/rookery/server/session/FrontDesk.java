package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.RetryHint;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.protocol.control.ToServer;
import dev.rookery.server.access.AccessControl;
import dev.rookery.server.access.AccessControl.Decision;
import dev.rookery.server.access.PlayerIdentity;
import dev.rookery.server.access.Refusal;
import dev.rookery.server.access.Ticket;
import dev.rookery.server.log.EventLog;
import dev.rookery.server.match.Entry;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.match.RoomWish;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where connections become players: checks a join or a resume, finds the seat, and introduces the session to its room.
/// Safe for any thread; each call comes from the reader of the connection in question, or where it is said from the thread that
/// serves the queue.
public final class FrontDesk implements ConnectionAcceptor {
    private static final String TOO_MANY_TABLES =
            "A page knows at most " + SessionLimits.MAX_KNOWN_TABLES + " tables.";

    static final String TOO_MANY_SEATS =
            "Too many seats are held from your address. Leave one of them, or wait a little.";

    private final Matchmaker matchmaker;
    private final Sessions sessions;
    private final WatchDesk watching;
    private final AccessControl access;
    private final SessionLimits limits;
    private final int keepSeatMillis;
    private final String node;
    private final ControlCodec control;
    private final Counters counters;
    private final ScheduledExecutorService deadlines;
    private final EventLog events;
    private final LongSupplier nanoTime;
    private final Supplier<RetryHint> restart;
    private final Map<GameBinding<?>, WelcomeTerms> terms = new ConcurrentHashMap<>();

    /// @param deadlines runs the greeting time-outs, and forgets those that are cancelled; a single thread is enough
    /// @param restart when whoever is turned away because the server stops comes back
    public FrontDesk(
            Matchmaker matchmaker,
            Sessions sessions,
            Spectators spectators,
            AccessControl access,
            SessionLimits limits,
            int keepSeatMillis,
            String node,
            ControlCodec control,
            Counters counters,
            ScheduledExecutorService deadlines,
            EventLog events,
            LongSupplier nanoTime,
            Supplier<RetryHint> restart) {
        this.matchmaker = matchmaker;
        this.sessions = sessions;
        this.access = access;
        this.limits = limits;
        this.keepSeatMillis = keepSeatMillis;
        this.node = node;
        this.control = control;
        this.counters = counters;
        this.deadlines = deadlines;
        this.events = events;
        this.nanoTime = nanoTime;
        this.restart = restart;
        this.watching = new WatchDesk(matchmaker, sessions, spectators, access, limits.inbound(), this::terms, control, nanoTime);
    }

    @Override
    public ConnectionListener accept(Connection connection) {
        PlayerConnection player = new PlayerConnection(connection, this, control, counters, limits, events, nanoTime);
        player.expectBefore(deadlines.schedule(player::greetingTimedOut, limits.greetingMillis(), TimeUnit.MILLISECONDS));
        return player;
    }

    /// When whoever is closed with `code` comes back; null if there is no time for that.
    @Nullable RetryHint hint(CloseCode code) {
        return code == CloseCode.RESTARTING ? restart.get() : code.hint();
    }

    /// Somebody wants to play. The client may lie in everything.
    void join(ToServer.Join wish, PlayerConnection connection) {
        GameBinding<?> game = wish.game() == null ? null : matchmaker.game(wish.game());
        if (game == null) {
            refuse(connection, CloseCode.BAD_JOIN, "This server does not have that game.");
            return;
        }
        Integer fingerprint = wish.fingerprint();
        if (fingerprint != null && fingerprint != game.schema().fingerprint()) {
            refuse(connection, CloseCode.VERSION, "This page is older or newer than the server. Reload it.");
            return;
        }
        int look = wish.look() == null ? 0 : wish.look();
        if (look < 0 || look > 255) {
            refuse(connection, CloseCode.BAD_JOIN, "A look is a number from 0 to 255.");
            return;
        }
        if (Stream.of(wish.room(), wish.create(), wish.match()).filter(Objects::nonNull).count() > 1) {
            refuse(connection, CloseCode.BAD_JOIN, "Either enter a room, create one, or say what it is to be like.");
            return;
        }
        List<Integer> tables = knownTables(wish.tables());
        if (tables == null) {
            refuse(connection, CloseCode.BAD_JOIN, TOO_MANY_TABLES);
            return;
        }
        String pass = wish.pass();
        if (pass != null) {
            watchAsAdmin(wish, pass, game, tables, connection);
            return;
        }
        var place = new AccessControl.Wish(game.type().name(), roomId(wish.room()), wish.create() != null);
        switch (access.admit(wish.ticket(), place, connection.address())) {
            case Decision.Refused(Refusal refusal) -> refuse(connection, refusal);
            case Decision.Admitted(PlayerIdentity identity) -> {
                String told = vouchedName(identity);
                String name = told != null ? told : PlayerText.name(wish.name(), limits.nameCodePoints());
                if (name == null) {
                    access.giveBack(identity);
                    refuse(
                            connection,
                            CloseCode.BAD_JOIN,
                            "A name has 1 to " + limits.nameCodePoints() + " visible characters.");
                } else {
                    JoinRequest join = new JoinRequest(
                            game,
                            roomWish(wish, AccessControl.onlyRoom(identity)),
                            Boolean.TRUE.equals(wish.queue()) && wish.create() == null,
                            look,
                            tables,
                            new SeatHolder(name, told != null, identity, connection.address()),
                            connection);
                    if (!(Boolean.TRUE.equals(wish.spectate()) ? watch(join) : enter(join))) {
                        access.giveBack(identity);
                    }
                }
            }
        }
    }

    /// What a ticket would call the room; whatever was typed if there is none.
    private @Nullable String roomId(@Nullable String typed) {
        RoomProxy room = typed == null ? null : matchmaker.find(typed);
        return room == null ? typed : room.id();
    }

    /// The site's word on a player's name, which counts more than the player's own; null if it has none.
    private @Nullable String vouchedName(PlayerIdentity identity) {
        Ticket ticket = identity.ticket();
        return ticket == null ? null : PlayerText.name(ticket.name(), limits.nameCodePoints());
    }

    /// Whoever gets no seat is told why, or how many are before.
    ///
    /// @return false if there is neither a session nor a place in the queue, which would give the ticket back by themselves
    private boolean enter(JoinRequest join) {
        if (!sessions.tryHold(join.network(), access.maxSeats(join.holder().address()))) {
            refuse(join.connection(), CloseCode.RATE_LIMITED, TOO_MANY_SEATS);
            return false;
        }
        switch (matchmaker.enter(join.game(), join.wish(), () -> mayOpenRoom(join))) {
            case Entry.Refused refused -> {
                sessions.giveBack(join.network());
                if (refused.isForNow() && join.waits()) {
                    return queueUp(join);
                }
                return !isRefused(join, refused);
            }
            case Entry.Reserved(RoomProxy room) -> {
                seat(join, room);
                return true;
            }
        }
    }

    /// @param played the binding of the room, which may be a variant of the game's
    private WelcomeTerms terms(GameBinding<?> game, GameBinding<?> played) {
        return terms.computeIfAbsent(
                played,
                _ -> new WelcomeTerms(
                        played, node, keepSeatMillis, game.schema().fingerprint(), SchemaJson.write(played.schema())));
    }

    /// Whoever finds no place to watch from is told why.
    ///
    /// @return false if there is none
    private boolean watch(JoinRequest join) {
        return !isRefused(join, watching.watch(join));
    }

    /// The admin's console sent somebody, who needs no ticket.
    private void watchAsAdmin(ToServer.Join wish, String pass, GameBinding<?> game, List<Integer> tables, PlayerConnection connection) {
        RoomWish asked = roomWish(wish, null);
        if (!Boolean.TRUE.equals(wish.spectate()) || !(asked instanceof RoomWish.Named named)) {
            refuse(connection, CloseCode.BAD_JOIN, "A pass is for watching one room.");
            return;
        }
        String name = Objects.requireNonNullElse(PlayerText.name(wish.name(), limits.nameCodePoints()), "Admin");
        SeatHolder holder = new SeatHolder(name, false, access.sentByAdmin(), connection.address());
        JoinRequest join = new JoinRequest(game, asked, false, 0, tables, holder, connection);
        isRefused(join, watching.watchAsAdmin(join, named.room(), pass));
    }

    private boolean isRefused(JoinRequest join, Entry.@Nullable Refused refusal) {
        if (refusal == null) {
            return false;
        }
        if (isGuess(refusal, join.wish())) {
            access.guessedRoom(join.holder().address());
        }
        refuse(join.connection(), refusal.code(), refusal.message());
        return true;
    }

    boolean mayOpenRoom(JoinRequest join) {
        return access.tryOpenRoom(join.holder().address());
    }

    /// Whoever names no room has guessed none, though there may be none to watch.
    private static boolean isGuess(Entry.Refused refused, RoomWish wish) {
        return wish instanceof RoomWish.Named(String _, String password)
                && (refused.code() == CloseCode.ROOM_GONE
                        || (refused.code() == CloseCode.WRONG_PASSWORD && password != null));
    }

    private boolean queueUp(JoinRequest join) {
        QueuedJoin waiting = new QueuedJoin(join, this);
        join.connection().waitInLine(waiting); // before it can be its turn
        return switch (matchmaker.queue().add(waiting, limits.waiting(), access.maxWaiting(join.holder().address()))) {
            case TAKEN -> true;
            case QUEUE_FULL -> {
                refuse(join.connection(), CloseCode.TRY_LATER, "Too many wait for a seat already. Try again in a moment.");
                yield false;
            }
            case TOO_MANY -> {
                refuse(join.connection(), CloseCode.RATE_LIMITED, "Too many wait for a seat from your address already.");
                yield false;
            }
        };
    }

    /// Any thread: whoever waited has gone.
    void leaveQueue(QueuedJoin waiting) {
        if (matchmaker.queue().remove(waiting)) {
            access.giveBack(waiting.join().holder().identity());
        }
    }

    /// Queue's thread: a seat is free at last.
    ///
    /// @return false if it was not taken
    boolean seatAfterWaiting(QueuedJoin waiting, RoomProxy room) {
        JoinRequest join = waiting.join();
        SeatHolder holder = join.holder();
        Refusal refusal = access.judge(holder.identity(), holder.address()); // much may have happened since
        if (refusal != null) {
            refuse(join.connection(), refusal);
        } else if (!sessions.tryHold(join.network(), access.maxSeats(holder.address()))) {
            refuse(join.connection(), CloseCode.RATE_LIMITED, TOO_MANY_SEATS);
        } else if (join.connection().leaveLine(waiting, () -> seat(join, room))) {
            return true;
        } else {
            sessions.giveBack(join.network());
        }
        access.giveBack(holder.identity());
        return false;
    }

    /// Queue's thread: there will be no seat.
    void refuseAfterWaiting(JoinRequest join, CloseCode code, String message) {
        access.giveBack(join.holder().identity());
        refuse(join.connection(), code, message);
    }

    /// Gives a reserved seat to whoever asked; from now on the session sees to it that seat and ticket are given back.
    private void seat(JoinRequest join, RoomProxy room) {
        GameBinding<?> game = join.game();
        GameBinding<?> played = game.of(room.terms().settings());
        SeatHolder holder = join.holder();
        PlayerConnection connection = join.connection();
        Session session = new Session(
                played,
                room,
                holder,
                terms(game, played),
                control,
                sessions,
                counters,
                new ChatGuard(limits.chat(), nanoTime),
                () -> access.giveBack(holder.identity()));
        Seat seat = sit(session, connection, join.tables(), sessions.issue(session, null), null);
        if (seat == null || !room.offer(seatCommand(session, seat, join.look()))) {
            room.releaseSeat();
            session.giveUp();
            refuse(connection, CloseCode.TRY_LATER, "Too many players are joining this room. Try again in a moment.");
        } else if (room.isClosed()) {
            // The room may have taken its last look at its commands just before.
            session.giveUp();
            refuse(connection, CloseCode.SEAT_GONE, "The room closed before you could enter it.");
        } else {
            connection.expectBefore(deadlines.schedule(
                    () -> giveUpWaiting(session, seat, connection), limits.joinMillis(), TimeUnit.MILLISECONDS));
            access.seated(holder.identity(), holder.address(), room.id());
        }
    }

    private static RoomCommand.Seat seatCommand(Session session, Seat seat, int look) {
        SeatHolder holder = session.holder();
        return new RoomCommand.Seat(session, seat.tenure(), holder.name(), holder.isNameVouched(), look);
    }

    /// The room gives the reservation back when it comes to the command.
    private static void giveUpWaiting(Session session, Seat seat, PlayerConnection connection) {
        if (connection.seatTimedOut(seat)) {
            session.giveUp();
        }
    }

    /// @param onlyRoom that the ticket allows, null for all
    private static RoomWish roomWish(ToServer.Join wish, @Nullable String onlyRoom) {
        if (wish.room() != null) {
            return new RoomWish.Named(wish.room(), wish.password());
        }
        ToServer.Create create = wish.create();
        if (create != null) {
            return new RoomWish.Fresh(
                    Boolean.TRUE.equals(create.isPrivate()),
                    create.seats(),
                    create.password(),
                    Objects.requireNonNullElse(create.settings(), Map.of()));
        }
        return onlyRoom == null
                ? new RoomWish.Any(Objects.requireNonNullElse(wish.match(), Map.of()))
                : new RoomWish.Named(onlyRoom, wish.password());
    }

    /// Somebody comes back for a seat.
    void resume(ToServer.Resume wish, PlayerConnection connection) {
        String hash = wish.token() == null ? "" : Tokens.hash(wish.token());
        Session session = sessions.byTokenHash(hash);
        if (session == null) {
            refuseResume(connection, CloseCode.SEAT_GONE, "Your seat was given up.");
            return;
        }
        List<Integer> tables = knownTables(wish.tables());
        if (tables == null) {
            refuseResume(connection, CloseCode.BAD_JOIN, TOO_MANY_TABLES);
            return;
        }
        Refusal refusal = seenAgain(session, wish.ticket(), connection);
        if (refusal != null) {
            refuse(connection, refusal); // the token was not used and stays good
            return;
        }
        ResumeClaim claim = new ResumeClaim(hash, wish.heard());
        Seat seat = sit(session, connection, tables, sessions.issue(session, hash), claim);
        if (seat == null) {
            refuseResume(connection, CloseCode.SEAT_GONE, "Your seat was given up.");
        } else if (!session.room().offer(new RoomCommand.Resume(session, seat.tenure()))) {
            if (session.room().isClosed()) {
                refuseResume(connection, CloseCode.SEAT_GONE, "Your room is closed.");
            } else {
                refuseResume(connection, CloseCode.TRY_LATER, "The room is busy. Try again in a moment.");
            }
        } else {
            connection.expectBefore(deadlines.schedule(
                    () -> connection.resumeTimedOut(seat), limits.joinMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /// Why whoever comes back may not; null if they may.
    private @Nullable Refusal seenAgain(Session session, @Nullable String ticket, PlayerConnection connection) {
        SeatHolder holder = session.holder();
        PlayerIdentity identity = holder.identity();
        if (ticket != null) {
            switch (access.renew(identity, ticket, place(session), connection.address())) {
                case Decision.Refused(Refusal refusal) -> {
                    return refusal;
                }
                case Decision.Admitted(PlayerIdentity renewed) -> identity = renewed;
            }
        }
        Refusal refusal = access.judge(identity, connection.address());
        if (refusal == null) {
            holder.seen(identity, connection.address());
        }
        return refusal;
    }

    private static AccessControl.Wish place(Attendee attendee) {
        return new AccessControl.Wish(attendee.room().terms().game(), attendee.room().id(), false);
    }

    /// Somebody inside has a new ticket.
    void renew(ToServer.Renew message, Attendee attendee, PlayerConnection connection) {
        SeatHolder holder = attendee.holder();
        switch (access.renew(holder.identity(), message.ticket(), place(attendee), connection.address())) {
            case Decision.Admitted(PlayerIdentity renewed) -> {
                holder.seen(renewed, connection.address());
                connection.notice("ticket_renewed", "Your login was renewed.");
            }
            case Decision.Refused(Refusal refusal) -> {
                connection.log().authFailed(refusal);
                connection.notice("ticket_refused", refusal.message());
            }
        }
    }

    /// For how long what this player says is not passed on; null if it is.
    @Nullable Duration mutedFor(Attendee attendee) {
        SeatHolder holder = attendee.holder();
        return access.mutedFor(holder.identity(), holder.address());
    }

    /// Null if they are too many.
    private static @Nullable List<Integer> knownTables(@Nullable List<Integer> told) {
        return told == null ? List.of() : told.size() <= SessionLimits.MAX_KNOWN_TABLES ? told : null;
    }

    /// @param token to be told in the welcome; null if the seat was given up meanwhile
    private @Nullable Seat sit(
            Session session,
            PlayerConnection connection,
            List<Integer> knownTables,
            @Nullable String token,
            @Nullable ResumeClaim claim) {
        if (token == null) {
            return null;
        }
        Seat seat = new Seat(session, connection, token, knownTables, claim, sessions, limits, nanoTime);
        connection.enter(seat);
        session.attach(seat);
        return seat;
    }

    private void refuse(PlayerConnection connection, Refusal refusal) {
        connection.log().authFailed(refusal);
        counters.add(Counter.JOINS_REFUSED);
        connection.end(refusal.code(), refusal.message());
    }

    private void refuseResume(PlayerConnection connection, CloseCode code, String message) {
        connection.log().resumeFailed(code);
        counters.add(Counter.JOINS_REFUSED);
        connection.end(code, message);
    }

    private void refuse(PlayerConnection connection, CloseCode code, String message) {
        connection.log().joinFailed(code);
        counters.add(Counter.JOINS_REFUSED);
        connection.end(code, message);
    }
}
