package dev.rookery.server.session;

import dev.rookery.game.GameType;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.RetryHint;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.server.access.AccessControl;
import dev.rookery.server.access.AddressConfig;
import dev.rookery.server.access.AddressHash;
import dev.rookery.server.access.AddressLimits;
import dev.rookery.server.access.AuditConfig;
import dev.rookery.server.access.AuditLog;
import dev.rookery.server.access.DataDirectory;
import dev.rookery.server.access.PlayerIdentity;
import dev.rookery.server.access.SanctionList;
import dev.rookery.server.access.TicketConfig;
import dev.rookery.server.match.Capacity;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.MetricsRegistry;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomPulse;
import dev.rookery.server.tick.TickLoops;
import dev.rookery.testing.EventLogs;
import dev.rookery.testing.RoomHarness;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

/// A real room with a real stand of spectators, in virtual time and without sockets: one call runs a tick of both. Owned by the
/// test's thread.
///
/// @param <I> the game's input record
final class WatchedRoom<I extends Record> {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));

    private final RoomHarness<I> room;
    private final GameBinding<I> game;
    private final SpectatorLimits limits;
    private final Supplier<RoomPulse> pulses;
    private final Counters counters = new Counters();
    private final ControlCodec control = new ControlCodec();
    private final SendBudget budget;
    private final WelcomeTerms terms;
    private final FrontDesk desk;
    private final List<Viewer> viewers = new ArrayList<>();
    private SpectatorStand stand;
    private int ticksHeldUp;
    private boolean goesOn = true;
    private int leftCount;

    WatchedRoom(GameType<I> type, SpectatorLimits limits) {
        this(type, limits, () -> RoomPulse.NONE);
    }

    /// @param pulses makes one for each stand
    WatchedRoom(GameType<I> type, SpectatorLimits limits, Supplier<RoomPulse> pulses) {
        this.pulses = pulses;
        this.game = GameBinding.bind(type);
        this.limits = limits;
        room = RoomHarness.of(type).start();
        budget = new SendBudget(limits.bytesPerSecond(), room::nowNanos);
        terms = new WelcomeTerms(game, "n1", 60_000, game.schema().fingerprint(), SchemaJson.write(game.schema()));
        desk = desk();
        stand = newStand();
    }

    private SpectatorStand newStand() {
        return new SpectatorStand(
                room.proxy(), pulses.get(), limits, control, counters, budget, room::nowNanos, spectator -> leftCount++);
    }

    private FrontDesk desk() {
        SplittableRandom random = new SplittableRandom(1);
        DataDirectory nowhere = new DataDirectory("");
        AddressHash addresses = AddressHash.of(nowhere, random, CLOCK);
        AuditLog audit = new AuditLog(nowhere, AuditConfig.DEFAULT, addresses, CLOCK, "test", counters);
        AccessControl access = new AccessControl(
                TicketConfig.NONE,
                new SanctionList(nowhere, CLOCK),
                new AddressLimits(AddressConfig.DEFAULT, room::nowNanos),
                addresses,
                audit,
                counters,
                CLOCK,
                random);
        Matchmaker nowhereToPlay = new Matchmaker(
                List.of(),
                new TickLoops(room::nowNanos, counters, new MetricsRegistry(counters).tickTimes()),
                RoomLimits.DEFAULT,
                1,
                control,
                RoomInstruments.unread(),
                random,
                () -> Capacity.ROOMS,
                fault -> {});
        return new FrontDesk(
                nowhereToPlay,
                new Sessions(random),
                new Spectators(limits, control, counters, room::nowNanos, random, () -> RoomPulse.NONE),
                access,
                SessionLimits.DEFAULT,
                60_000,
                "n1",
                control,
                counters,
                new ScheduledThreadPoolExecutor(1),
                EventLogs.unread(),
                room::nowNanos,
                () -> new RetryHint(2000, 5000));
    }

    SpectatorStand stand() {
        return stand;
    }

    RoomHarness<I> room() {
        return room;
    }

    Counters counters() {
        return counters;
    }

    /// Whether the stand has not ended.
    boolean goesOn() {
        return goesOn;
    }

    /// Spectators whose end was told.
    int leftCount() {
        return leftCount;
    }

    /// Somebody comes to watch, and is welcomed.
    Viewer watch() {
        return watch(false);
    }

    /// @param isAdmin whether the admin's console sent them
    Viewer watch(boolean isAdmin) {
        Viewer viewer = new Viewer(game);
        PlayerConnection connection =
                new PlayerConnection(viewer, desk, control, counters, SessionLimits.DEFAULT, EventLogs.unread(), room::nowNanos);
        SeatHolder holder =
                new SeatHolder("Eve", false, new PlayerIdentity("guest:eve", null), viewer.remoteAddress());
        Spectator spectator = new Spectator(
                connection, game, room.proxy(), holder, isAdmin, SessionLimits.DEFAULT.inbound(), limits.hiddenMillis(), room::nowNanos, () -> {});
        switch (stand.admit(spectator)) {
            case FIRST -> room.proxy().offer(new RoomCommand.Watch(stand));
            case ADMITTED -> {}
            case FULL -> throw new IllegalStateException("The stand is full.");
            case CLOSED -> throw new IllegalStateException("The stand is over.");
        }
        connection.enter(spectator);
        spectator.welcome(stand, control.write(terms.watching(room.proxy(), stand.terms(spectator), List.of())));
        viewers.add(viewer.behind(connection));
        return viewer;
    }

    /// The stand is over, as when the room had no time for it, and whoever comes now stands on another one.
    void replaceStand() {
        stand.close(CloseCode.TRY_LATER, "The room is busy. Try again in a moment.");
        stand = newStand();
    }

    /// The stand gets no time for so many ticks.
    void holdUp(int ticks) {
        ticksHeldUp = ticks;
    }

    /// A tick of the room, then a turn of the stand, then everybody reads.
    void tick() {
        tick(1);
    }

    void tick(int count) {
        for (int i = 0; i < count; i++) {
            turn();
            viewers.forEach(Viewer::read);
        }
    }

    /// The same with readers of the test's choice.
    void turn() {
        room.step();
        if (ticksHeldUp > 0) {
            ticksHeldUp--;
        } else if (goesOn) {
            goesOn = stand.step(room.nowNanos() + RoomHarness.ENCODED_AFTER_NANOS);
            if (!goesOn) {
                stand.finish();
            }
        }
    }

    /// Nobody reads any more who is not read by the test.
    void forget(Viewer viewer) {
        viewers.remove(viewer);
    }
}
