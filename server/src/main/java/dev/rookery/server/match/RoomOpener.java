package dev.rookery.server.match;

import dev.rookery.game.GameType;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomFault;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomPassword;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import dev.rookery.server.tick.TickLoops;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes rooms: whether there may be one more, its id and terms, and its loop on a thread of its own. Owned by whoever holds the
/// [Matchmaker]'s lock for it, so that one is made after the other.
final class RoomOpener {
    static final Entry.Refused NO_ROOM_LEFT =
            new Entry.Refused(CloseCode.NODE_FULL, "The server has no room left. Try again in a moment.");

    private final RoomDirectory rooms;
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

    /// @param rooms where a new one is entered, and leaves once it is over
    /// @param capacity what there is memory for; asked for each room
    /// @param onFault told once about each room that its game broke, on that room's thread
    /// @param onOpen told about each new room before its thread starts
    RoomOpener(
            RoomDirectory rooms,
            TickLoops loops,
            RoomLimits limits,
            int maxRooms,
            ControlCodec control,
            RoomInstruments instruments,
            RandomGenerator secure,
            Supplier<Capacity> capacity,
            Consumer<RoomFault> onFault,
            Consumer<RoomLoop<?>> onOpen) {
        this.rooms = rooms;
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

    /// Why there can be no such room of the game, in a sentence; null if there can.
    static @Nullable String problemWith(GameType<?> game, RoomWish.Fresh wish) {
        String problem = SettingRules.problemOfRoom(game, wish.settings());
        if (problem != null) {
            return problem;
        }
        GameType<?> type = game.of(SettingRules.complete(game, wish.settings()));
        Integer seats = wish.seats();
        if (seats != null && (seats < type.minSeats() || seats > type.maxSeats())) {
            return "Such a room of this game has " + type.minSeats() + " to " + type.maxSeats() + " seats.";
        }
        String password = wish.password();
        if (password != null && (password.isEmpty() || password.length() > RoomPassword.MAX_LENGTH)) {
            return "A password has 1 to " + RoomPassword.MAX_LENGTH + " characters.";
        }
        return null;
    }

    /// Opens one in which a seat is reserved.
    ///
    /// @param isBooked whether others will enter it
    /// @param mayOpen whether whoever asks may open a new room; asked last
    <I extends Record> Booking open(
            GameBinding<I> game, RoomWish.Fresh wish, boolean isBooked, BooleanSupplier mayOpen) {
        if (capacity.get() != Capacity.ROOMS) {
            return new Entry.Refused(CloseCode.NODE_FULL, "The server is short of memory. Try again in a moment.");
        }
        if (rooms.size() >= maxRooms) {
            return NO_ROOM_LEFT;
        }
        if (!mayOpen.getAsBoolean()) {
            return new Entry.Refused(CloseCode.RATE_LIMITED, "Too many rooms were opened from here. Wait a little.");
        }
        GameBinding<I> kind = game.of(SettingRules.complete(game.type(), wish.settings()));
        RoomProxy room = newRoom(kind, wish, isBooked);
        boolean reserved = room.reserveSeat();
        assert reserved : "a new room has a free seat: room=" + room.id();
        // The game is made on the room's thread, by the loop's first step, so that a game that throws ends only its room.
        RoomLoop<I> loop = new RoomLoop<>(
                kind, room, limits, seeds.nextLong(), room.terms().settings(), control, instruments);
        rooms.add(room);
        instruments.counters().add(Counter.ROOMS_OPENED);
        onOpen.accept(loop);
        loops.start(loop, game.type().tickRateHz(), () -> {
            rooms.remove(room);
            RoomFault fault = loop.fault();
            if (fault != null) {
                onFault.accept(fault);
            }
        });
        return new Booking.Open(room);
    }

    /// One with a code that no other room has, and none gets before the lock is let go.
    private RoomProxy newRoom(GameBinding<?> kind, RoomWish.Fresh wish, boolean isBooked) {
        GameType<?> type = kind.type();
        for (; ; ) {
            String id = ids.next();
            String password = wish.password();
            RoomProxy room = new RoomProxy(
                    id,
                    new RoomTerms(
                            type.name(),
                            wish.seats() == null ? type.maxSeats() : wish.seats(),
                            wish.isPrivate(),
                            password == null ? null : new RoomPassword(id, password),
                            isBooked,
                            SettingRules.complete(type, wish.settings())),
                    kind.input().layout(),
                    loops.newPulse());
            if (rooms.find(RoomCode.of(id)) == null) {
                return room;
            }
        }
    }
}
