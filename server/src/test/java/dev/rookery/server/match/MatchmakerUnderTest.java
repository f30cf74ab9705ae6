package dev.rookery.server.match;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Room;
import dev.rookery.game.RoomSetting;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.MetricsRegistry;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.tick.TickLoops;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// A matchmaker of one game with four settings, one of which makes a variant of it, whose rooms tick once a second and do nothing.
final class MatchmakerUnderTest implements AutoCloseable {
    static final int SEATS = 2;
    static final int VAST_SEATS = 900; // of the variant
    private static final String GAME = "idle";

    public record Nothing(boolean never) {}

    private static final class Idle implements Game<Nothing> {
        Idle(Room room) {}

        @Override
        public void onJoin(Player player) {}

        @Override
        public void onInput(Player player, Nothing input) {}

        @Override
        public void onTick(long tick) {}
    }

    private final Counters counters = new Counters();
    private final MetricsRegistry metrics = new MetricsRegistry(counters);
    final Matchmaker matchmaker;
    final GameBinding<?> game;

    /// Of rooms with [#SEATS] seats.
    MatchmakerUnderTest(int maxRooms) {
        this(maxRooms, SEATS, () -> Capacity.ROOMS);
    }

    MatchmakerUnderTest(int maxRooms, int seats, Supplier<Capacity> capacity) {
        GameType<Nothing> type = GameType.named(GAME)
                .seats(1, seats)
                .tickRate(1)
                .maxEntities(1)
                .setting("mode", "calm", "wild")
                .setting("rain", RoomSetting.flag(false))
                .setting("bots", RoomSetting.number(0, 9, 3).unmatched())
                .setting("size", "small", "vast")
                .variant("size", "vast", vast -> vast.seats(1, VAST_SEATS))
                .create(Nothing.class, Idle::new);
        matchmaker = new Matchmaker(
                List.of(type),
                new TickLoops(System::nanoTime, counters, metrics.tickTimes()),
                RoomLimits.DEFAULT,
                maxRooms,
                new ControlCodec(),
                RoomInstruments.unread(),
                new SplittableRandom(7),
                capacity,
                fault -> {
                    throw new AssertionError(fault.cause());
                });
        game = Objects.requireNonNull(matchmaker.game(GAME));
    }

    Entry enter(RoomWish wish) {
        return matchmaker.enter(game, wish, () -> true);
    }

    RoomProxy seated(RoomWish wish) {
        return assertInstanceOf(Entry.Reserved.class, enter(wish)).room();
    }

    Entry.Refused refused(RoomWish wish) {
        return assertInstanceOf(Entry.Refused.class, enter(wish));
    }

    /// A public room with all seats taken.
    RoomProxy fullRoom() {
        RoomProxy room = seated(new RoomWish.Fresh(false, Map.of()));
        while (room.reserveSeat()) {}
        return room;
    }

    @Override
    public void close() {
        matchmaker.closeRooms();
        metrics.close();
    }
}
