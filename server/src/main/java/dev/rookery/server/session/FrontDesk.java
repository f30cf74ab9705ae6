package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.protocol.control.ToServer;
import dev.rookery.server.match.Entry;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.match.RoomWish;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Where connections become players: checks a join or a resume, finds the seat, and introduces the session to its room.
/// Safe for any thread; each call comes from the reader of the connection in question.
public final class FrontDesk implements ConnectionAcceptor {
    private static final String TOO_MANY_TABLES =
            "A page knows at most " + SessionLimits.MAX_KNOWN_TABLES + " tables.";

    private final Matchmaker matchmaker;
    private final Sessions sessions;
    private final SessionLimits limits;
    private final int keepSeatMillis;
    private final String node;
    private final ControlCodec control;
    private final Counters counters;
    private final ScheduledExecutorService deadlines;
    private final LongSupplier nanoTime;
    private final Map<String, WelcomeTerms> terms = new ConcurrentHashMap<>();

    /// @param deadlines runs the greeting time-outs; a single thread is enough
    public FrontDesk(
            Matchmaker matchmaker,
            Sessions sessions,
            SessionLimits limits,
            int keepSeatMillis,
            String node,
            ControlCodec control,
            Counters counters,
            ScheduledExecutorService deadlines,
            LongSupplier nanoTime) {
        this.matchmaker = matchmaker;
        this.sessions = sessions;
        this.limits = limits;
        this.keepSeatMillis = keepSeatMillis;
        this.node = node;
        this.control = control;
        this.counters = counters;
        this.deadlines = deadlines;
        this.nanoTime = nanoTime;
    }

    @Override
    public ConnectionListener accept(Connection connection) {
        PlayerConnection player = new PlayerConnection(connection, this, control, counters, limits, nanoTime);
        var _ = deadlines.schedule(player::greetingTimedOut, limits.greetingMillis(), TimeUnit.MILLISECONDS);
        return player;
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
        String name = PlayerText.name(wish.name());
        if (name == null) {
            refuse(
                    connection,
                    CloseCode.BAD_JOIN,
                    "A name has 1 to " + SessionLimits.MAX_NAME_CODE_POINTS + " visible characters.");
            return;
        }
        int look = wish.look() == null ? 0 : wish.look();
        if (look < 0 || look > 255) {
            refuse(connection, CloseCode.BAD_JOIN, "A look is a number from 0 to 255.");
            return;
        }
        if (wish.room() != null && wish.create() != null) {
            refuse(connection, CloseCode.BAD_JOIN, "Either enter a room or create one.");
            return;
        }
        List<Integer> tables = knownTables(wish.tables());
        if (tables == null) {
            refuse(connection, CloseCode.BAD_JOIN, TOO_MANY_TABLES);
            return;
        }
        switch (matchmaker.enter(game, roomWish(wish))) {
            case Entry.Refused(CloseCode code, String message) -> refuse(connection, code, message);
            case Entry.Reserved(var room) -> {
                WelcomeTerms welcome = terms.computeIfAbsent(
                        game.type().name(),
                        _ -> new WelcomeTerms(node, keepSeatMillis, SchemaJson.write(game.schema())));
                Session session = new Session(game, room, welcome, control, sessions, counters);
                Seat seat = sit(session, connection, tables, sessions.issue(session, null), null);
                if (seat == null || !room.offer(new RoomCommand.Seat(session, seat.tenure(), name, look))) {
                    room.releaseSeat();
                    sessions.forget(session);
                    refuse(connection, CloseCode.TRY_LATER, "Too many players are joining this room. Try again in a moment.");
                } else if (room.isClosed()) {
                    // The room may have taken its last look at its commands just before.
                    sessions.forget(session);
                    refuse(connection, CloseCode.SEAT_GONE, "The room closed before you could enter it.");
                }
            }
        }
    }

    private static RoomWish roomWish(ToServer.Join wish) {
        if (wish.room() != null) {
            return new RoomWish.Named(wish.room());
        }
        ToServer.Create create = wish.create();
        if (create == null) {
            return new RoomWish.Any();
        }
        boolean isPrivate = create.isPrivate() != null && create.isPrivate();
        return new RoomWish.Fresh(isPrivate, create.settings() == null ? Map.of() : create.settings());
    }

    /// Somebody comes back for a seat.
    void resume(ToServer.Resume wish, PlayerConnection connection) {
        String hash = wish.token() == null ? "" : Tokens.hash(wish.token());
        Session session = sessions.byTokenHash(hash);
        if (session == null) {
            refuse(connection, CloseCode.SEAT_GONE, "Your seat was given up.");
            return;
        }
        List<Integer> tables = knownTables(wish.tables());
        if (tables == null) {
            refuse(connection, CloseCode.BAD_JOIN, TOO_MANY_TABLES);
            return;
        }
        ResumeClaim claim = new ResumeClaim(hash, wish.heard());
        Seat seat = sit(session, connection, tables, sessions.issue(session, hash), claim);
        if (seat == null) {
            refuse(connection, CloseCode.SEAT_GONE, "Your seat was given up.");
        } else if (!session.room().offer(new RoomCommand.Resume(session, seat.tenure()))) {
            if (session.room().isClosed()) {
                refuse(connection, CloseCode.SEAT_GONE, "Your room is closed.");
            } else {
                refuse(connection, CloseCode.TRY_LATER, "The room is busy. Try again in a moment.");
            }
        }
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
        connection.seat(seat);
        session.attach(seat);
        return seat;
    }

    private void refuse(PlayerConnection connection, CloseCode code, String message) {
        counters.add(Counter.JOINS_REFUSED);
        connection.end(code, message);
    }
}
