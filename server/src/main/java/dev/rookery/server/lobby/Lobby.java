package dev.rookery.server.lobby;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.access.AccessControl;
import dev.rookery.server.access.AccessControl.Decision;
import dev.rookery.server.access.Network;
import dev.rookery.server.access.PlayerIdentity;
import dev.rookery.server.access.Refusal;
import dev.rookery.server.match.Booking;
import dev.rookery.server.match.Entry;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.match.RoomWish;
import dev.rookery.server.match.SettingRules;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomProxy;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where people look for rooms and make them before they join; a seat is given by the join alone. Whoever asks may lie. Safe for
/// any thread.
public final class Lobby {
    private static final LobbyAnswer.Refused NO_GAME =
            new LobbyAnswer.Refused(CloseCode.BAD_JOIN, "This server does not have that game.");
    private static final LobbyAnswer.Refused NO_ROOM =
            new LobbyAnswer.Refused(CloseCode.ROOM_GONE, "This room does not exist any more.");
    private static final LobbyAnswer.Refused TOO_MANY_GUESSES =
            new LobbyAnswer.Refused(CloseCode.RATE_LIMITED, "Too many attempts have failed. Wait a little.");
    private static final LobbyAnswer.Refused TOO_MANY_UNCLAIMED = new LobbyAnswer.Refused(
            CloseCode.RATE_LIMITED, "Rooms that were made from here wait for their first player. Enter one of them first.");

    private static final LobbyAnswer.Refused TOO_MANY_OF_ALL = new LobbyAnswer.Refused(
            CloseCode.NODE_FULL, "Too many rooms wait for their first player. Try again in a moment.");

    private final Matchmaker matchmaker;
    private final AccessControl access;
    private final Map<RoomProxy, Network> unclaimed = new HashMap<>(); // by whom they were made; guarded by this

    public Lobby(Matchmaker matchmaker, AccessControl access) {
        this.matchmaker = matchmaker;
        this.access = access;
    }

    /// Whether one more request of this address is answered; if so it is counted.
    public boolean mayAsk(InetAddress address) {
        return access.tryRequest(address);
    }

    /// Every game of this server.
    public List<GameListing> games() {
        return matchmaker.games().stream().map(game -> GameListing.of(game.type())).toList();
    }

    /// Every public room, the fullest first; a copy as of now.
    public List<RoomListing> rooms() {
        return matchmaker.publicRooms().stream().map(RoomListing::of).toList();
    }

    /// What is wrong with a filter for rooms of a game; null if nothing is.
    public LobbyAnswer.@Nullable Refused problemWith(@Nullable String game, Map<String, String> filter) {
        GameBinding<?> found = game == null ? null : matchmaker.game(game);
        if (found == null) {
            return NO_GAME;
        }
        String problem = SettingRules.problemOfFilter(found.type(), filter);
        return problem == null ? null : new LobbyAnswer.Refused(CloseCode.BAD_JOIN, problem);
    }

    /// The room of an id or a code, private ones too. An address that guesses is not answered for a while.
    public LobbyAnswer find(String typed, InetAddress address) {
        if (access.isBlocked(address)) {
            return TOO_MANY_GUESSES;
        }
        RoomProxy room = matchmaker.find(typed);
        if (room == null) {
            access.guessedRoom(address);
            return NO_ROOM;
        }
        return new LobbyAnswer.Found(RoomListing.of(room));
    }

    /// Where somebody with this filter would be sent now. Nothing is reserved by that.
    public LobbyAnswer match(@Nullable String game, Map<String, String> filter) {
        GameBinding<?> found = game == null ? null : matchmaker.game(game);
        LobbyAnswer.Refused problem = problemWith(game, filter);
        if (found == null || problem != null) {
            return problem == null ? NO_GAME : problem;
        }
        RoomProxy room = matchmaker.fullest(found, new RoomWish.Any(filter));
        return new LobbyAnswer.Found(room == null ? null : RoomListing.of(room));
    }

    /// Makes a room that waits for its first player.
    ///
    /// @param ticket who makes it, where the server asks for tickets; it stays good for the join
    public LobbyAnswer create(
            @Nullable String game, RoomWish.Fresh wish, @Nullable String ticket, InetAddress address) {
        GameBinding<?> found = game == null ? null : matchmaker.game(game);
        if (found == null) {
            return NO_GAME;
        }
        return switch (access.admit(ticket, new AccessControl.Wish(found.type().name(), null, true), address)) {
            case Decision.Refused(Refusal refusal) -> new LobbyAnswer.Refused(refusal.code(), refusal.message());
            case Decision.Admitted(PlayerIdentity identity) -> {
                access.giveBack(identity);
                yield create(found, wish, address);
            }
        };
    }

    private synchronized LobbyAnswer create(GameBinding<?> game, RoomWish.Fresh wish, InetAddress address) {
        Network network = Network.of(address);
        unclaimed.keySet().removeIf(room -> !room.isUnclaimed() || room.isClosed());
        long waiting = unclaimed.values().stream().filter(network::equals).count();
        int most = access.maxUnclaimedRooms(address);
        if (waiting >= most) {
            return TOO_MANY_UNCLAIMED;
        }
        // A request costs an attacker of many addresses less than a socket: half of the rooms are for those who come.
        if (most < Integer.MAX_VALUE && unclaimed.size() >= Math.max(1, matchmaker.maxRooms() / 2)) {
            return TOO_MANY_OF_ALL;
        }
        return switch (matchmaker.book(game, wish, () -> access.tryOpenRoom(address))) {
            case Booking.Open(RoomProxy room) -> {
                unclaimed.put(room, network);
                yield new LobbyAnswer.Found(RoomListing.of(room));
            }
            case Entry.Refused(CloseCode code, String message) -> new LobbyAnswer.Refused(code, message);
        };
    }
}
