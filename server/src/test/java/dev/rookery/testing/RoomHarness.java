package dev.rookery.testing;

import dev.rookery.game.Entity;
import dev.rookery.game.EntityView;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Room;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.LatencyTimes;
import dev.rookery.server.metrics.RoomMeter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomFault;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A whole room, real but for sockets and time: a test joins players, gives inputs and turns the clock.
///
/// ```java
/// RoomHarness<Steer> harness = RoomHarness.of(Tag.TYPE).start();
/// RoomHarness.Seat<Steer> ada = harness.join("Ada");
/// ada.input(new Steer((byte) 1, (byte) 0));
/// harness.tick(30);
/// ```
///
/// An exception in the game fails the test at once. Owned by the test's thread.
///
/// @param <I> the game's input record
public final class RoomHarness<I extends Record> {
    /// How long after its start a tick has encoded, and how long after that a message is written.
    public static final long ENCODED_AFTER_NANOS = 700_000;

    public static final long WRITTEN_AFTER_NANOS = 200_000;

    private final GameBinding<I> binding;
    private final RoomProxy proxy;
    private final RoomLoop<I> loop;
    private final InputBytes inputs;
    private final Counters counters = new Counters();
    private final boolean faultsAreExpected;
    private final boolean linksRecord;
    private final LatencyTimes latency = new LatencyTimes();
    private long nowNanos;

    private RoomHarness(Setup<I> setup) {
        Map<String, String> settings = new LinkedHashMap<>();
        setup.type.settings().forEach((name, setting) -> settings.put(name, setting.defaultValue()));
        settings.putAll(setup.settings);
        binding = GameBinding.bind(setup.type).of(settings);
        proxy = new RoomProxy("harness", new RoomTerms(setup.type.name(), binding.type().maxSeats(), false, settings), binding.input().layout());
        inputs = new InputBytes(binding.input());
        RoomInstruments instruments = new RoomInstruments(counters, latency, () -> nowNanos + ENCODED_AFTER_NANOS);
        loop = new RoomLoop<>(binding, proxy, setup.limits, setup.seed, settings, new ControlCodec(), instruments);
        faultsAreExpected = setup.faultsAreExpected;
        linksRecord = setup.linksRecord;
    }

    /// A room of this game, to be configured and started.
    public static <I extends Record> Setup<I> of(GameType<I> type) {
        return new Setup<>(type);
    }

    /// Somebody takes a seat; it is theirs after one tick, which this runs.
    public Seat<I> join(String name) {
        return join(name, 0);
    }

    /// So many take a seat, one a tick.
    public List<Seat<I>> joinAll(int count) {
        List<Seat<I>> seats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seats.add(join("P" + i));
        }
        return seats;
    }

    public Seat<I> join(String name, int look) {
        FakeLink link = new FakeLink(binding.schema(), backEnd(), linksRecord)
                .clock(() -> nowNanos + ENCODED_AFTER_NANOS + WRITTEN_AFTER_NANOS);
        if (!proxy.reserveSeat() || !proxy.offer(new RoomCommand.Seat(link, 1, name, look))) {
            throw new IllegalStateException("No seat is free: name=" + name);
        }
        tick();
        return new Seat<>(this, link);
    }

    public void tick() {
        tick(1);
    }

    /// Runs ticks, as if each began exactly when it was due.
    public void tick(int count) {
        for (int i = 0; i < count; i++) {
            nowNanos += 1_000_000_000L / binding.type().tickRateHz();
            loop.step(nowNanos);
            RoomFault fault = loop.fault();
            if (fault != null && !faultsAreExpected) {
                throw new AssertionError("The game failed: tick=" + fault.tick(), fault.cause());
            }
        }
    }

    /// Runs one tick and says whether the room goes on.
    public boolean step() {
        nowNanos += 1_000_000_000L / binding.type().tickRateHz();
        return loop.step(nowNanos);
    }

    /// The harness's clock: when the newest tick began.
    public long nowNanos() {
        return nowNanos;
    }

    public Room room() {
        return loop.room();
    }

    public <E extends Entity> EntityView<E> entities(Class<E> type) {
        return loop.room().entities(type);
    }

    public GameSchema schema() {
        return binding.schema();
    }

    /// How the room's frames are packed.
    public BackEnd backEnd() {
        return binding.codec().backEnd();
    }

    public Counters counters() {
        return counters;
    }

    public LatencyTimes latency() {
        return latency;
    }

    /// What the room itself has measured.
    public RoomMeter meter() {
        return proxy.meter();
    }

    /// The harness's clock.
    public long nanoTime() {
        return nowNanos;
    }

    /// Why the room failed, or null.
    public @Nullable RoomFault fault() {
        return loop.fault();
    }

    public RoomProxy proxy() {
        return proxy;
    }

    /// Hash of the whole state; equal for equal inputs.
    public long stateHash() {
        return loop.stateHash();
    }

    /// Ends the room at its next tick.
    public void close(CloseCode code, String message) {
        proxy.offer(new RoomCommand.Close(code, message));
    }

    /// What a room is started with.
    public static final class Setup<I extends Record> {
        private final GameType<I> type;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private RoomLimits limits = RoomLimits.DEFAULT;
        private long seed = 1;
        private boolean faultsAreExpected;
        private boolean linksRecord;

        private Setup(GameType<I> type) {
            this.type = type;
        }

        public Setup<I> seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        public Setup<I> setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        public Setup<I> limits(RoomLimits newLimits) {
            limits = newLimits;
            return this;
        }

        /// An exception of the game does not fail the test; [RoomHarness#fault] has it.
        public Setup<I> expectFaults() {
            faultsAreExpected = true;
            return this;
        }

        /// Links keep every byte that they are sent, [FakeLink#messages].
        public Setup<I> recorded() {
            linksRecord = true;
            return this;
        }

        public RoomHarness<I> start() {
            return new RoomHarness<>(this);
        }
    }

    /// Somebody in a seat.
    public static final class Seat<I extends Record> {
        private final RoomHarness<I> harness;
        private final FakeLink link;
        private int sequence;
        private int tenure = 1;

        private Seat(RoomHarness<I> harness, FakeLink link) {
            this.harness = harness;
            this.link = link;
        }

        /// One input for the coming tick.
        public void input(I input) {
            input(input, 0);
        }

        /// One input, given while seeing what was drawn at `drawnSixteenths` of a tick.
        public void input(I input, int drawnSixteenths) {
            offer(++sequence, input, drawnSixteenths);
        }

        /// An input whose time inside the server the client wants to know.
        public void trace(I input) {
            offer(++sequence, input, 0, true);
        }

        /// An input with a sequence of the test's choice.
        public void offer(int atSequence, I input, int drawnSixteenths) {
            offer(atSequence, input, drawnSixteenths, false);
        }

        /// An input that comes over a line.
        ///
        /// @param newestTick the newest snapshot that the client says it has, -1 if none
        /// @param arrivedNanos when it arrived, on the harness's clock
        public void arrive(int atSequence, I input, int drawnSixteenths, long newestTick, long arrivedNanos) {
            offer(atSequence, input, drawnSixteenths, newestTick, arrivedNanos, false);
        }

        private void offer(int atSequence, I input, int drawnSixteenths, boolean traced) {
            offer(atSequence, input, drawnSixteenths, -1, harness.nowNanos, traced);
        }

        private void offer(
                int atSequence, I input, int drawnSixteenths, long newestTick, long arrivedNanos, boolean traced) {
            WireReader values = harness.inputs.of(input);
            harness.proxy.inbox().offer(
                    link, tenure, atSequence, drawnSixteenths, newestTick, arrivedNanos, traced, values);
        }

        /// This input now and in each of `ticks` ticks, which this runs.
        public void hold(I input, int ticks) {
            for (int i = 0; i < ticks; i++) {
                input(input);
                harness.tick();
            }
        }

        public FakeLink link() {
            return link;
        }

        /// The player as the game sees it.
        public Player player() {
            for (Player player : harness.room().players()) {
                if (player.id() == link.seat()) {
                    return player;
                }
            }
            throw new IllegalStateException("Nobody sits there any more: seat=" + link.seat());
        }

        public void say(String text) {
            harness.proxy.offer(new RoomCommand.Say(link, text, false));
        }

        public void sayToTeam(String text) {
            harness.proxy.offer(new RoomCommand.Say(link, text, true));
        }

        public void leave() {
            harness.proxy.offer(new RoomCommand.Unseat(link));
            harness.tick();
        }

        /// Loses the connection; the seat is kept for a while.
        public void drop() {
            link.connected(false);
        }

        /// Comes back for the seat.
        public void resume() {
            link.connected(true);
            sequence = 0;
            harness.proxy.offer(new RoomCommand.Resume(link, ++tenure));
            harness.tick();
        }
    }
}
