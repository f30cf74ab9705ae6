package dev.rookery.bench.cells;

import dev.rookery.game.GameType;
import dev.rookery.bench.micro.WatchingLink;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// A room with every seat taken, whole but for sockets: what each client is sent in each tick, and what a tick takes.
final class CrowdedRoom {
    private static final int SEATED_A_TICK = 32;
    private static final long LARGEST = 1L << 40;

    /// @param bytes of one client in one tick, private header included, no transport
    /// @param tickNanos CPU time of the room's thread, everything included: what others do on the machine does not count
    record Outcome(Histogram bytes, Histogram tickNanos) {}

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final GameType<TraceWorld.Nothing> type;
    private final RoomProxy proxy;
    private final RoomLoop<TraceWorld.Nothing> room;
    private final List<WatchingLink> links = new ArrayList<>();
    private long nowNanos;

    CrowdedRoom(GameType<TraceWorld.Nothing> type) {
        this.type = type;
        GameBinding<TraceWorld.Nothing> binding = GameBinding.bind(type);
        proxy = new RoomProxy(
                "bench", new RoomTerms(type.name(), type.maxSeats(), false, Map.of()), binding.input().layout());
        room = new RoomLoop<>(
                binding, proxy, RoomLimits.DEFAULT, 1, Map.of(), new ControlCodec(), RoomInstruments.unread());
    }

    Outcome run(int ticks) {
        while (links.size() < type.maxSeats()) {
            for (int i = 0; i < SEATED_A_TICK && links.size() < type.maxSeats(); i++) {
                WatchingLink link = new WatchingLink();
                if (!proxy.reserveSeat() || !proxy.offer(new RoomCommand.Seat(link, 1, "viewer", 0))) {
                    throw new IllegalStateException("No seat: taken=" + links.size());
                }
                links.add(link);
            }
            tick();
        }
        for (int i = 0; i < ticks; i++) {
            tick();
        }
        Histogram bytes = new Histogram(LARGEST, 3);
        Histogram tickNanos = new Histogram(LARGEST, 3);
        long[] before = new long[links.size()];
        for (int i = 0; i < ticks; i++) {
            for (int link = 0; link < before.length; link++) {
                before[link] = links.get(link).sentBytes();
            }
            long started = threads.getCurrentThreadCpuTime();
            tick();
            tickNanos.recordValue(threads.getCurrentThreadCpuTime() - started);
            for (int link = 0; link < before.length; link++) {
                bytes.recordValue(links.get(link).sentBytes() - before[link]);
            }
        }
        return new Outcome(bytes, tickNanos);
    }

    private void tick() {
        nowNanos += 1_000_000_000L / type.tickRateHz();
        if (!room.step(nowNanos)) {
            throw new IllegalStateException("The room ended: fault=" + room.fault());
        }
    }
}
