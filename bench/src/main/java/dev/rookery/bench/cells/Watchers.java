package dev.rookery.bench.cells;

import dev.rookery.game.Entity;
import dev.rookery.game.GameType;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.ClientView;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.Replication;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.replication.SnapshotRing;
import dev.rookery.server.replication.TickEvents;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Any number of viewers of one world, and what replication alone costs for them: to encode what happened, and to put each
/// viewer's frame together. The world is run by a room that nobody sits in.
final class Watchers {
    private static final int NEVER_MILLIS = 1_000_000_000;
    private static final double QUIET_PERCENTILE = 10;
    private static final double PLACE_X = 6_144; // the middle of an arena
    private static final double PLACE_Y = 6_144;
    private static final double AROUND = 300; // world units that viewers of one place look past it at most
    private static final long LARGEST = 1L << 40;

    /// Of a tick, CPU time of the thread on a machine that is quiet meanwhile: the tenth percentile, because caches and clocks
    /// are shared with whatever else runs.
    ///
    /// @param frames that were made for all viewers of one tick
    record Outcome(double encodeMicros, double composeMicros, int frames) {}

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final RoomLoop<TraceWorld.Nothing> room;
    private final Replication replication;
    private final List<ClientView> views = new ArrayList<>();
    private final @Nullable Entity[] slots;
    private final TickEvents events = new TickEvents();
    private final Set<SharedFrame> frames = Collections.newSetFromMap(new IdentityHashMap<>());
    private long nowNanos;

    Watchers(GameType<TraceWorld.Nothing> type, int count, boolean together) {
        GameBinding<TraceWorld.Nothing> binding = GameBinding.bind(type);
        room = emptyRoom(binding);
        replication = Replication.of(binding, new SnapshotRing(binding), new Counters());
        slots = new @Nullable Entity[type.maxEntities()];
        tick();
        SplittableRandom random = new SplittableRandom(1);
        var fighters = room.room().entities(TraceWorld.Fighter.class);
        for (int i = 0; i < count; i++) {
            ClientView view = new ClientView();
            if (together) {
                view.lookAt(
                        PLACE_X + random.nextDouble(-AROUND, AROUND), PLACE_Y + random.nextDouble(-AROUND, AROUND));
            } else {
                view.lookAt(fighters.get(i % fighters.size()));
            }
            views.add(view);
        }
    }

    /// A room that goes on although nobody sits in it.
    static <I extends Record> RoomLoop<I> emptyRoom(GameBinding<I> binding) {
        GameType<I> type = binding.type();
        return new RoomLoop<>(
                binding,
                new RoomProxy(
                        "bench", new RoomTerms(type.name(), type.maxSeats(), false, Map.of()), binding.input().layout()),
                new RoomLimits(0, NEVER_MILLIS),
                1,
                Map.of(),
                new ControlCodec(),
                RoomInstruments.unread());
    }

    Outcome run(int ticks) {
        Histogram encode = new Histogram(LARGEST, 3);
        Histogram compose = new Histogram(LARGEST, 3);
        for (int i = 0; i < 2 * ticks; i++) {
            int end = tick();
            long started = threads.getCurrentThreadCpuTime();
            replication.capture(i, slots, end, events);
            long encoded = threads.getCurrentThreadCpuTime();
            for (int view = 0; view < views.size(); view++) {
                replication.frame(views.get(view), i == 0);
            }
            long composed = threads.getCurrentThreadCpuTime();
            if (i >= ticks) {
                encode.recordValue(encoded - started);
                compose.recordValue(composed - encoded);
            }
            if (i == 2 * ticks - 1) {
                views.forEach(view -> frames.add(replication.frame(view, false)));
            }
            replication.release();
        }
        return new Outcome(
                encode.getValueAtPercentile(QUIET_PERCENTILE) / 1e3,
                compose.getValueAtPercentile(QUIET_PERCENTILE) / 1e3,
                frames.size());
    }

    private int tick() {
        nowNanos += 1_000_000_000L / room.room().tickRateHz();
        if (!room.step(nowNanos)) {
            throw new IllegalStateException("The room ended: fault=" + room.fault());
        }
        int end = 0;
        for (int id = 0; id < slots.length; id++) {
            slots[id] = room.room().entity(id);
            end = slots[id] == null ? end : id + 1;
        }
        return end;
    }
}
