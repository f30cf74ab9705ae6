package dev.rookery.server.match;

import dev.rookery.game.GameType;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomFault;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import dev.rookery.server.tick.TickLoops;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Entry RESTARTING =
            new Entry.Refused(CloseCode.RESTARTING, "The server is about to restart. Try again in a moment.");

    private record Counted(RoomProxy room, int people) {}

    private final Map<String, GameBinding<?>> games = new LinkedHashMap<>();
    private final Map<String, RoomProxy> rooms = new ConcurrentHashMap<>();
    private final TickLoops loops;
    private final RoomLimits limits;
    private final int maxRooms;
    private final ControlCodec control;
    private final RoomInstruments instruments;
    private final RoomIds ids;
    private final RandomGenerator seeds;
    private final Supplier<Capacity> capacity;
    private final Consumer<RoomFault> onFault;
    private final Consumer<RoomLoop<?>> onOpen;
    private final ReentrantLock opening = new ReentrantLock(); // held while a room is made, a millisecond or so
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
            String misfit = game.codec().misfit();
            if (misfit != null) {
                LOG.log(System.Logger.Level.WARNING, "ev=table.misfit game=" + type.name() + " why=" + misfit);
            }
        }
        this.loops = loops;
        this.limits = limits;
        this.maxRooms = maxRooms;
        this.control = control;
        this.instruments = instruments;
        this.ids = new RoomIds(secure);
        this.seeds = secure;
        this.capacity = capacity;
        this.onFault = onFault;
        this.onOpen = onOpen;
    }

    /// The game of this name, or null.
    public @Nullable GameBinding<?> game(String name) {
        return games.get(name);
    }

    /// Open rooms that anybody may see and enter, the fullest first.
    public List<RoomProxy> publicRooms() {
        return rooms.values().stream()
                .filter(room -> !room.terms().isPrivate() && !room.isClosed() && !room.isLocked())
                .map(room -> new Counted(room, room.status().people())) // it may change while they are sorted
                .sorted(Comparator.comparingInt((Counted counted) -> -counted.people())
                        .thenComparing(counted -> counted.room().id()))
                .map(Counted::room)
                .toList();
    }

    /// Reserves a seat for somebody.
    ///
    /// @param mayOpen whether whoever asks may open a new room; asked only if one is needed
    public Entry enter(GameBinding<?> game, RoomWish wish, BooleanSupplier mayOpen) {
        if (draining) {
            return RESTARTING;
        }
        if (capacity.get() == Capacity.NOBODY) {
            return new Entry.Refused(CloseCode.TRY_LATER, "The server is short of memory. Try again in a moment.");
        }
        return switch (wish) {
            case RoomWish.Any() -> enterAny(game, mayOpen);
            case RoomWish.Named(String roomId) -> enterNamed(game, roomId);
            case RoomWish.Fresh(boolean isPrivate, Map<String, String> settings) -> {
                String problem = problemWith(game.type(), settings);
                if (problem != null) {
                    yield new Entry.Refused(CloseCode.BAD_JOIN, problem);
                }
                opening.lock();
                try {
                    yield open(game, isPrivate, settings, mayOpen);
                } finally {
                    opening.unlock();
                }
            }
        };
    }

    /// The fullest public room with a free seat. A new one is opened only while nobody else opens one, and after one more
    /// look: a thousand who come at once fill rooms, instead of opening one each.
    private Entry enterAny(GameBinding<?> game, BooleanSupplier mayOpen) {
        RoomProxy room = reserveFullest(game.type().name());
        if (room != null) {
            return new Entry.Reserved(room);
        }
        opening.lock();
        try {
            room = reserveFullest(game.type().name());
            return room != null ? new Entry.Reserved(room) : open(game, false, Map.of(), mayOpen);
        } finally {
            opening.unlock();
        }
    }

    private @Nullable RoomProxy reserveFullest(String game) {
        for (; ; ) {
            RoomProxy fullest = null;
            int most = -1;
            for (RoomProxy room : rooms.values()) {
                int reserved = room.reservedSeats();
                if (reserved > most
                        && reserved < room.terms().seats()
                        && !room.isCrowded()
                        && !room.isLocked()
                        && !room.terms().isPrivate()
                        && room.terms().game().equals(game)) {
                    fullest = room;
                    most = reserved;
                }
            }
            if (fullest == null || fullest.reserveSeat()) {
                return fullest;
            }
        }
    }

    private Entry enterNamed(GameBinding<?> game, String roomId) {
        RoomProxy room = RoomIds.isPossible(roomId) ? rooms.get(roomId) : null;
        if (room == null || room.isClosed() || !room.terms().game().equals(game.type().name())) {
            return new Entry.Refused(CloseCode.ROOM_GONE, "This room does not exist any more.");
        }
        if (room.isLocked()) {
            return new Entry.Refused(CloseCode.ROOM_FULL, "This room takes nobody new.");
        }
        if (room.isCrowded()) {
            return new Entry.Refused(CloseCode.TRY_LATER, "This room has as much to do as it can. Try again in a moment.");
        }
        if (!room.reserveSeat()) {
            return new Entry.Refused(CloseCode.ROOM_FULL, "This room is full.");
        }
        return new Entry.Reserved(room);
    }

    private static @Nullable String problemWith(GameType<?> type, Map<String, String> settings) {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            List<String> allowed = type.settings().get(setting.getKey());
            if (allowed == null || setting.getValue() == null || !allowed.contains(setting.getValue())) {
                return "This game has no such setting.";
            }
        }
        return null;
    }

    /// Only with [#opening].
    private <I extends Record> Entry open(
            GameBinding<I> game, boolean isPrivate, Map<String, String> chosen, BooleanSupplier mayOpen) {
        if (draining) {
            return RESTARTING; // it began since this join did, and would not tell a room that it did not see
        }
        if (capacity.get() != Capacity.ROOMS) {
            return new Entry.Refused(CloseCode.NODE_FULL, "The server is short of memory. Try again in a moment.");
        }
        if (rooms.size() >= maxRooms) {
            return new Entry.Refused(CloseCode.NODE_FULL, "The server has no room left. Try again in a moment.");
        }
        if (!mayOpen.getAsBoolean()) {
            return new Entry.Refused(CloseCode.RATE_LIMITED, "Too many rooms were opened from here. Wait a little.");
        }
        GameType<I> type = game.type();
        Map<String, String> settings = new LinkedHashMap<>();
        type.settings().forEach((name, allowed) -> settings.put(name, chosen.getOrDefault(name, allowed.getFirst())));
        RoomProxy room = new RoomProxy(ids.next(), new RoomTerms(type.name(), type.maxSeats(), isPrivate, settings), loops.newPulse());
        boolean reserved = room.reserveSeat();
        assert reserved : "a new room has a free seat: room=" + room.id();
        // The game is made on the room's thread, by the loop's first step, so that a game that throws ends only its room.
        RoomLoop<I> loop = new RoomLoop<>(game, room, limits, seeds.nextLong(), settings, control, instruments);
        rooms.put(room.id(), room);
        instruments.counters().add(Counter.ROOMS_OPENED);
        onOpen.accept(loop);
        loops.start(loop, type.tickRateHz(), () -> {
            rooms.remove(room.id());
            RoomFault fault = loop.fault();
            if (fault != null) {
                onFault.accept(fault);
            }
        });
        return new Entry.Reserved(room);
    }

    /// A room was given up; nobody is sent there any more, and its thread is not waited for.
    public void forget(RoomProxy room) {
        rooms.remove(room.id(), room);
    }

    /// All that are open, private ones too; a copy.
    public List<RoomProxy> rooms() {
        return List.copyOf(rooms.values());
    }

    /// The room of this id, null if there is none any more.
    public @Nullable RoomProxy room(String id) {
        return rooms.get(id);
    }

    /// Ticks a second of a room.
    public int tickRateHz(RoomProxy room) {
        GameBinding<?> game = games.get(room.terms().game());
        if (game == null) {
            throw new IllegalArgumentException("The room is of another server: game=" + room.terms().game());
        }
        return game.type().tickRateHz();
    }

    public int roomCount() {
        return rooms.size();
    }

    /// Rooms that end their match by themselves although the server stops.
    public int matchCount() {
        return (int) rooms.values().stream().filter(RoomProxy::isEndingMatch).count();
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
        for (RoomProxy room : rooms.values()) {
            room.offer(command);
        }
    }
}
