package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.access.Network;
import dev.rookery.server.match.Entry;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomPulse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everybody who watches, and the stands of the rooms that are watched, each run by a virtual thread of its own. Safe for any thread.
public final class Spectators {
    private static final Entry.Refused NO_PLACE =
            new Entry.Refused(CloseCode.NODE_FULL, "Too many spectators are watching. Try again in a moment.");
    private static final Entry.Refused ROOM_FULL =
            new Entry.Refused(CloseCode.ROOM_FULL, "This room has all the spectators it can take.");

    private static final int ADMIN_PLACES = 16; // beyond those for everybody

    private final SpectatorLimits limits;
    private final ControlCodec control;
    private final Counters counters;
    private final LongSupplier nanoTime;
    private final SendBudget budget;
    private final Map<RoomProxy, SpectatorStand> stands = new ConcurrentHashMap<>();
    private final Set<Spectator> all = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final WatchPasses passes;
    private final Supplier<RoomPulse> pulses;

    /// @param secure draws the passes of admins
    /// @param pulses makes one for each stand
    public Spectators(
            SpectatorLimits limits,
            ControlCodec control,
            Counters counters,
            LongSupplier nanoTime,
            RandomGenerator secure,
            Supplier<RoomPulse> pulses) {
        this.limits = limits;
        this.control = control;
        this.counters = counters;
        this.nanoTime = nanoTime;
        this.budget = new SendBudget(limits.bytesPerSecond(), nanoTime);
        this.pulses = pulses;
        this.passes = new WatchPasses(secure, nanoTime);
    }

    /// How long a spectator may be away in another tab.
    int hiddenMillis() {
        return limits.hiddenMillis();
    }

    /// Passes of admins who want to watch.
    public WatchPasses passes() {
        return passes;
    }

    /// How much later than the players spectators see everything.
    public int delayMillis() {
        return limits.delayMillis();
    }

    /// How many watch now.
    public int count() {
        return count.get();
    }

    /// Rooms that are watched.
    public int stands() {
        return stands.size();
    }

    /// Bytes of snapshots that wait to be written to spectators.
    public long waitingBytes() {
        return all.stream().mapToLong(spectator -> spectator.outbox().waitingBytes()).sum();
    }

    /// Finds a place for somebody whose connection is not yet over, and who is to be welcomed at once.
    ///
    /// @param tickRateHz of the room
    Place place(Spectator spectator, int tickRateHz) {
        int places = limits.max() + (spectator.isAdmin() ? ADMIN_PLACES : 0);
        if (count.incrementAndGet() > places || (budget.isShort() && !spectator.isAdmin())) {
            return full(NO_PLACE);
        }
        RoomProxy room = spectator.room();
        for (; ; ) {
            SpectatorStand stand = stands.computeIfAbsent(room, this::stand);
            switch (stand.admit(spectator)) {
                case FIRST -> {
                    all.add(spectator);
                    start(stand, room, 1_000_000_000L / tickRateHz);
                    return new Place.Found(stand);
                }
                case ADMITTED -> {
                    all.add(spectator);
                    return new Place.Found(stand);
                }
                case FULL -> {
                    return full(ROOM_FULL);
                }
                case CLOSED -> stands.remove(room, stand);
            }
        }
    }

    /// What came of looking for a place.
    sealed interface Place {
        record Found(SpectatorStand stand) implements Place {}

        record None(Entry.Refused why) implements Place {}
    }

    private Place full(Entry.Refused why) {
        count.decrementAndGet();
        return new Place.None(why);
    }

    private SpectatorStand stand(RoomProxy room) {
        return new SpectatorStand(room, pulses.get(), limits, control, counters, budget, nanoTime, this::left);
    }

    private void left(Spectator spectator) {
        all.remove(spectator);
        count.decrementAndGet();
    }

    private void start(SpectatorStand stand, RoomProxy room, long tickNanos) {
        if (!room.offer(new RoomCommand.Watch(stand)) || room.isClosed()) {
            boolean isGone = room.isClosed();
            stand.close(
                    isGone ? CloseCode.ROOM_GONE : CloseCode.TRY_LATER,
                    isGone ? "This room does not exist any more." : "The room is busy. Try again in a moment.");
        }
        StandLoop loop = new StandLoop(stand, tickNanos, nanoTime, () -> stands.remove(room, stand));
        Thread.ofVirtual().name("stand-" + room.id()).start(loop);
    }

    /// Everybody who watches; a copy.
    Set<Spectator> all() {
        return Set.copyOf(all);
    }

    /// The same as an admin sees it; their seat is -1.
    public List<SeatedPlayer> watchers() {
        return all().stream()
                .map(spectator -> new SeatedPlayer(
                        spectator.holder().identity().player(),
                        spectator.holder().name(),
                        spectator.holder().identity().isGuest(),
                        spectator.room().terms().game(),
                        spectator.room().id(),
                        -1,
                        !spectator.isOver(),
                        spectator.outbox().tier(),
                        spectator.outbox().rttMillis(),
                        spectator.outbox().waitingBytes(),
                        Network.of(spectator.holder().address())))
                .sorted(Comparator.comparing(SeatedPlayer::room).thenComparing(SeatedPlayer::player))
                .toList();
    }

    /// Memory is short: players come first.
    public void shed() {
        all().forEach(Spectator::shed);
    }

    /// Ends what a player watches.
    ///
    /// @return how many there were
    public int expel(String player, CloseCode code, String message) {
        return Attendee.expel(all(), player, code, message);
    }

    /// A room was given up and cannot say so itself.
    public void lose(RoomProxy room, CloseCode code, String message) {
        @Nullable SpectatorStand stand = stands.get(room);
        if (stand != null) {
            stand.close(code, message);
        }
    }
}
