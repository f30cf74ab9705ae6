package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.server.access.AccessControl;
import dev.rookery.server.access.Network;
import dev.rookery.server.match.Entry;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.match.Viewing;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomProxy;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Where connections become spectators, at the [FrontDesk]: finds the room and the place, and welcomes. Safe for any thread; each
/// call comes from the reader of the connection in question.
final class WatchDesk {
    private static final Entry.Refused TOO_MANY_SEATS =
            new Entry.Refused(CloseCode.RATE_LIMITED, FrontDesk.TOO_MANY_SEATS);

    private final Matchmaker matchmaker;
    private final Sessions sessions;
    private final Spectators spectators;
    private final AccessControl access;
    private final InboundLimits inbound;
    private final BiFunction<GameBinding<?>, GameBinding<?>, WelcomeTerms> terms;
    private final ControlCodec control;
    private final LongSupplier nanoTime;

    /// @param terms of a game and the variant that is played
    WatchDesk(
            Matchmaker matchmaker,
            Sessions sessions,
            Spectators spectators,
            AccessControl access,
            InboundLimits inbound,
            BiFunction<GameBinding<?>, GameBinding<?>, WelcomeTerms> terms,
            ControlCodec control,
            LongSupplier nanoTime) {
        this.matchmaker = matchmaker;
        this.sessions = sessions;
        this.spectators = spectators;
        this.access = access;
        this.inbound = inbound;
        this.terms = terms;
        this.control = control;
        this.nanoTime = nanoTime;
    }

    /// Somebody wants to watch, who could come in.
    ///
    /// @return null if a place was found, and whose it is was welcomed
    Entry.@Nullable Refused watch(JoinRequest join) {
        Network network = join.network();
        if (!sessions.tryHold(network, access.maxSeats(join.holder().address()))) {
            return TOO_MANY_SEATS;
        }
        Entry.Refused refusal =
                switch (matchmaker.watch(join.game(), join.wish())) {
                    case Entry.Refused refused -> refused;
                    case Viewing.Open(RoomProxy room) -> place(join, room, false, () -> sessions.giveBack(network));
                };
        if (refusal != null) {
            sessions.giveBack(network);
        }
        return refusal;
    }

    /// The admin's console sent somebody with a pass; the client may lie.
    ///
    /// @param typed id or code of the room
    /// @return null if a place was found, and whose it is was welcomed
    Entry.@Nullable Refused watchAsAdmin(JoinRequest join, String typed, String pass) {
        RoomProxy asked = matchmaker.find(typed);
        Entry.Refused refusal = spectators.passes().refusal(pass, asked == null ? typed : asked.id());
        if (refusal != null) {
            return refusal;
        }
        return switch (matchmaker.watchAsAdmin(join.game(), typed)) {
            case Entry.Refused refused -> refused;
            case Viewing.Open(RoomProxy room) -> place(join, room, true, () -> {});
        };
    }

    /// @param gone told once when somebody who was welcomed is gone
    private Entry.@Nullable Refused place(JoinRequest join, RoomProxy room, boolean isAdmin, Runnable gone) {
        GameBinding<?> played = join.game().of(room.terms().settings());
        SeatHolder holder = join.holder();
        Spectator spectator = new Spectator(
                join.connection(), played, room, holder, isAdmin, inbound, spectators.hiddenMillis(), nanoTime, gone);
        return switch (spectators.place(spectator, played.type().tickRateHz())) {
            case Spectators.Place.None(Entry.Refused why) -> why;
            case Spectators.Place.Found(SpectatorStand stand) -> {
                join.connection().enter(spectator);
                ToBrowser.Welcome welcome =
                        terms.apply(join.game(), played).watching(room, stand.terms(spectator), join.tables());
                spectator.welcome(stand, control.write(welcome));
                access.seated(holder.identity(), holder.address(), room.id());
                yield null;
            }
        };
    }
}
