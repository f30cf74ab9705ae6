package dev.rookery.server.match;

import dev.rookery.game.GameType;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomFault;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomPassword;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.tick.TickLoops;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Finds or opens a room and reserves a seat in it, in one step: whoever is answered with a room has the seat. Safe for
/// any thread; two who ask at the same time can never get the same seat, because the reservation is one compare-and-set.
public final class Matchmaker {
    private static final System.Logger LOG = System.getLogger(Matchmaker.class.getName());

    private record Counted(RoomProxy room, int people) {}

    private static final Entry.Refused RESTARTING =
            new Entry.Refused(CloseCode.RESTARTING, "The server is about to restart. Try again in a moment.");
    private static final Entry.Refused LOCKED = new Entry.Refused(CloseCode.ROOM_FULL, "This room takes nobody new.");
    private static final Entry.Refused ROOM_GONE =
            new Entry.Refused(CloseCode.ROOM_GONE, "This room does not exist any more.");
    private static final Entry.Refused SENT_IN_PARTS = new Entry.Refused(
            CloseCode.BAD_JOIN, "This world is sent to each player in parts and cannot be watched. Join it instead.");

    private final Map<String, GameBinding<?>> games = new LinkedHashMap<>();
    private final RoomDirectory rooms = new RoomDirectory();
    private final SeatQueue queue = new SeatQueue(this::enterFirst, rooms::find);
    private final int maxRooms;
    private final Supplier<Capacity> capacity;
    private final ReentrantLock opening = new ReentrantLock(); // held while a room is made, a millisecond or so
    private final RoomOpener opener; // with that lock
    private volatile boolean draining;

    /// For rooms that nobody watches.
    public Matchmaker(
            List<GameType<?>> types,
            TickLoops loops,
            RoomLimits limits,
            int maxRooms,
            ControlCodec control,
            RoomInstruments instruments,
            RandomGenerator secure,
            Supplier<Capacity> capacity,
            Consumer<RoomFault> onFault) {
        this(types, loops, limits, maxRooms, control, instruments, secure, capacity, onFault, room -> {});
    }

    /// @param capacity what there is memory for; asked at each join
    /// @param onFault told once about each room that its game broke, on that room's thread
    /// @param onOpen told about each new room before its thread starts
    public Matchmaker(
            List<GameType<?>> types,
            TickLoops loops,
            RoomLimits limits,
            int maxRooms,
            ControlCodec control,
            RoomInstruments instruments,
            RandomGenerator secure,
            Supplier<Capacity> capacity,
            Consumer<RoomFault> onFault,
            Consumer<RoomLoop<?>> onOpen) {
        for (GameType<?> type : types) {
            GameBinding<?> game = GameBinding.bind(type);
            games.put(type.name(), game);
            instruments.latency().inputToSnapshot(type.name()); // shown from the start, not from the first room on
            for (GameBinding<?> kind : game.all()) {
                String misfit = kind.codec().misfit();
                if (misfit != null) {
                    LOG.log(System.Logger.Level.WARNING, "ev=table.misfit game=" + type.name() + " why=" + misfit);
                }
            }
        }
        this.maxRooms = maxRooms;
        this.capacity = capacity;
        this.opener = new RoomOpener(rooms, loops, limits, maxRooms, control, instruments, secure, capacity, onFault, onOpen);
    }

    /// The game of this name, or null.
    public @Nullable GameBinding<?> game(String name) {
        return games.get(name);
    }

    /// All registered games, in the order in which they were given.
    public List<GameBinding<?>> games() {
        return List.copyOf(games.values());
    }

    /// Open rooms that anybody may see, locked ones too, the fullest first.
    public List<RoomProxy> publicRooms() {
        return rooms.listed();
    }

    /// Those who wait for a seat.
    public SeatQueue queue() {
        return queue;
    }

    /// Reserves a seat for somebody.
    ///
    /// @param mayOpen whether whoever asks may open a new room; asked only if one is needed
    public Entry enter(GameBinding<?> game, RoomWish wish, BooleanSupplier mayOpen) {
        return enter(game, wish, mayOpen, false);
    }

    private Entry enterFirst(Waiter waiter) {
        return enter(waiter.game(), waiter.wish(), waiter::mayOpen, true);
    }

    /// @param isFirst whether it is the turn of whoever asks; otherwise those who wait come before
    private Entry enter(GameBinding<?> game, RoomWish wish, BooleanSupplier mayOpen, boolean isFirst) {
        Entry.Refused refusal = refusalToAll();
        if (refusal != null) {
            return refusal;
        }
        return switch (wish) {
            case RoomWish.Any any -> {
                String problem = SettingRules.problemOfFilter(game.type(), any.filter());
                yield problem == null ? enterAny(game, any, mayOpen, isFirst) : new Entry.Refused(CloseCode.BAD_JOIN, problem);
            }
            case RoomWish.Named named -> enterNamed(game, named, isFirst);
            case RoomWish.Fresh fresh -> entry(open(game, fresh, false, mayOpen));
        };
    }

    /// Looks for the room that somebody wants to watch: whoever could join it may watch, though all seats are taken. One who names none
    /// is shown the fullest.
    public Viewing watch(GameBinding<?> game, RoomWish wish) {
        Entry.Refused refusal = refusalToAll();
        if (refusal != null) {
            return refusal;
        }
        if (wish instanceof RoomWish.Any any) {
            String problem = SettingRules.problemOfFilter(game.type(), any.filter());
            if (problem != null) {
                return new Entry.Refused(CloseCode.BAD_JOIN, problem);
            }
        }
        return switch (wish) {
            case RoomWish.Named named ->
                switch (named(game, named)) {
                    case Viewing.Open(RoomProxy room) when room.isLocked() -> LOCKED;
                    case Viewing.Open(RoomProxy room) when !isOneStream(game, room) -> SENT_IN_PARTS;
                    case Viewing found -> found;
                };
            case RoomWish.Any any -> rooms.all().stream()
                    .filter(room -> room.terms().game().equals(game.type().name())
                            && any.fits(game.type(), room)
                            && !room.isClosed()
                            && !room.isLocked()
                            && isOneStream(game, room))
                    .map(room -> new Counted(room, room.status().people())) // it may change while they are compared
                    .max(Comparator.comparingInt(Counted::people))
                    .<Viewing>map(most -> new Viewing.Open(most.room()))
                    .orElse(new Entry.Refused(CloseCode.ROOM_GONE, "Nobody plays in public just now."));
            case RoomWish.Fresh _ -> new Entry.Refused(CloseCode.BAD_JOIN, "A new room has nobody to watch.");
        };
    }

    /// Looks for the room that an admin wants to see, be it private, locked or behind a password.
    ///
    /// @param typed id or code of the room
    public Viewing watchAsAdmin(GameBinding<?> game, String typed) {
        Entry.Refused refusal = refusalToAll();
        if (refusal != null) {
            return refusal;
        }
        RoomProxy room = find(typed);
        return room == null || !room.terms().game().equals(game.type().name())
                ? ROOM_GONE
                : isOneStream(game, room) ? new Viewing.Open(room) : SENT_IN_PARTS;
    }

    /// Whether the room can be shown to spectators.
    public boolean isWatchable(RoomProxy room) {
        return isOneStream(bindingOf(room), room);
    }

    /// Whether all players of the room share each frame; with interest cells each has another one.
    private static boolean isOneStream(GameBinding<?> game, RoomProxy room) {
        return game.of(room.terms().settings()).type().interest() == null;
    }

    private Entry.@Nullable Refused refusalToAll() {
        if (draining) {
            return RESTARTING;
        }
        return capacity.get() == Capacity.NOBODY
                ? new Entry.Refused(CloseCode.TRY_LATER, "The server is short of memory. Try again in a moment.")
                : null;
    }

    private static Entry entry(Booking booking) {
        return switch (booking) {
            case Booking.Open(RoomProxy room) -> new Entry.Reserved(room);
            case Entry.Refused refused -> refused;
        };
    }

    /// Opens a room that others will enter. It goes away by itself if nobody comes.
    ///
    /// @param mayOpen whether whoever asks may open a new room; asked last
    public Booking book(GameBinding<?> game, RoomWish.Fresh wish, BooleanSupplier mayOpen) {
        Booking booking = open(game, wish, true, mayOpen);
        if (booking instanceof Booking.Open(RoomProxy room)) {
            room.releaseSeat();
        }
        return booking;
    }

    /// The fullest public room that fits and has a free seat. A new one is opened only while nobody else opens one, and after one more
    /// look: a thousand who come at once fill rooms, instead of opening one each.
    private Entry enterAny(GameBinding<?> game, RoomWish.Any wish, BooleanSupplier mayOpen, boolean isFirst) {
        RoomProxy room = reserveFullest(game, wish, isFirst);
        if (room != null) {
            return new Entry.Reserved(room);
        }
        opening.lock();
        try {
            room = reserveFullest(game, wish, isFirst);
            if (room != null) {
                return new Entry.Reserved(room);
            }
            if (!isFirst && queue.isRoomAwaited()) {
                return RoomOpener.NO_ROOM_LEFT;
            }
            return entry(openNow(game, new RoomWish.Fresh(false, wish.filter()), false, mayOpen));
        } finally {
            opening.unlock();
        }
    }

    private @Nullable RoomProxy reserveFullest(GameBinding<?> game, RoomWish.Any wish, boolean isFirst) {
        for (; ; ) {
            RoomProxy fullest = fullest(game, wish, isFirst);
            if (fullest == null || fullest.reserveSeat()) {
                return fullest;
            }
        }
    }

    /// The room that somebody with this wish would be sent to now; null if it would be a new one.
    public @Nullable RoomProxy fullest(GameBinding<?> game, RoomWish.Any wish) {
        return fullest(game, wish, false);
    }

    private @Nullable RoomProxy fullest(GameBinding<?> game, RoomWish.Any wish, boolean isFirst) {
        RoomProxy fullest = null;
        int most = -1;
        for (RoomProxy room : rooms.all()) {
            int reserved = room.reservedSeats();
            if (reserved > most
                    && reserved < room.terms().seats()
                    && !room.isCrowded()
                    && !room.isLocked()
                    && room.terms().game().equals(game.type().name())
                    && wish.fits(game.type(), room)
                    && (isFirst || !queue.isAwaited(room))) {
                fullest = room;
                most = reserved;
            }
        }
        return fullest;
    }

    private Viewing named(GameBinding<?> game, RoomWish.Named wish) {
        RoomProxy room = rooms.find(wish.room());
        if (room == null || room.isClosed() || !room.terms().game().equals(game.type().name())) {
            return ROOM_GONE;
        }
        RoomPassword password = room.terms().password();
        if (password != null && !password.matches(wish.password())) {
            return new Entry.Refused(
                    CloseCode.WRONG_PASSWORD,
                    wish.password() == null ? "This room has a password." : "That is not the password of this room.");
        }
        return new Viewing.Open(room);
    }

    private Entry enterNamed(GameBinding<?> game, RoomWish.Named wish, boolean isFirst) {
        return switch (named(game, wish)) {
            case Entry.Refused refused -> refused;
            case Viewing.Open(RoomProxy room) -> enterNamed(room, isFirst);
        };
    }

    private Entry enterNamed(RoomProxy room, boolean isFirst) {
        if (room.isLocked()) {
            return LOCKED;
        }
        if (room.isCrowded()) {
            return new Entry.Refused(CloseCode.TRY_LATER, "This room has as much to do as it can. Try again in a moment.");
        }
        if (!isFirst && queue.isAwaited(room)) {
            return new Entry.Refused(CloseCode.ROOM_FULL, "Others wait for this room.");
        }
        if (!room.reserveSeat()) {
            return new Entry.Refused(CloseCode.ROOM_FULL, "This room is full.");
        }
        return new Entry.Reserved(room);
    }

    private Booking open(GameBinding<?> game, RoomWish.Fresh wish, boolean isBooked, BooleanSupplier mayOpen) {
        String problem = RoomOpener.problemWith(game.type(), wish);
        if (problem != null) {
            return new Entry.Refused(CloseCode.BAD_JOIN, problem);
        }
        opening.lock();
        try {
            return queue.isRoomAwaited() ? RoomOpener.NO_ROOM_LEFT : openNow(game, wish, isBooked, mayOpen);
        } finally {
            opening.unlock();
        }
    }

    /// Only with [#opening]. A seat in the room is reserved.
    private Booking openNow(GameBinding<?> game, RoomWish.Fresh wish, boolean isBooked, BooleanSupplier mayOpen) {
        // A drain that began since this join did would not tell a room that it did not see.
        return draining ? RESTARTING : opener.open(game, wish, isBooked, mayOpen);
    }

    /// A room was given up; nobody is sent there any more, and its thread is not waited for.
    public void forget(RoomProxy room) {
        rooms.remove(room);
    }

    /// All that are open, private ones too; a copy.
    public List<RoomProxy> rooms() {
        return List.copyOf(rooms.all());
    }

    /// The room of this id, null if there is none any more.
    public @Nullable RoomProxy room(String id) {
        return rooms.byId(id);
    }

    /// The room of this id or code, as somebody typed it, null if there is none any more.
    public @Nullable RoomProxy find(String typed) {
        RoomProxy room = rooms.find(typed);
        return room == null || room.isClosed() ? null : room;
    }

    /// Ticks a second of a room.
    public int tickRateHz(RoomProxy room) {
        return bindingOf(room).type().tickRateHz();
    }

    private GameBinding<?> bindingOf(RoomProxy room) {
        GameBinding<?> game = games.get(room.terms().game());
        if (game == null) {
            throw new IllegalArgumentException("The room is of another server: game=" + room.terms().game());
        }
        return game;
    }

    /// Rooms that may be open at once.
    public int maxRooms() {
        return maxRooms;
    }

    public int roomCount() {
        return rooms.size();
    }

    /// Rooms that end their match by themselves although the server stops.
    public int matchCount() {
        return (int) rooms.all().stream().filter(RoomProxy::isEndingMatch).count();
    }

    /// No new rooms and no new players from now on; every room tells its players, and ends after so many seconds.
    ///
    /// @param matchSeconds the same for rooms whose game ends its match by itself
    public void drain(int noticeSeconds, int matchSeconds) {
        opening.lock();
        try {
            draining = true; // whatever room is open by now is told, and none opens any more
        } finally {
            opening.unlock();
        }
        offerToAll(new RoomCommand.Drain(noticeSeconds, matchSeconds));
    }

    /// What is left of the rooms ends at its next tick.
    public void closeRooms() {
        offerToAll(RoomCommand.Close.FOR_RESTART);
    }

    private void offerToAll(RoomCommand command) {
        for (RoomProxy room : rooms.all()) {
            room.offer(command);
        }
    }
}
