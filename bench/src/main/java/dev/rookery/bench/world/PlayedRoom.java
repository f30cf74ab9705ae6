package dev.rookery.bench.world;

import com.sun.management.ThreadMXBean;
import dev.rookery.bench.micro.RestlessPlayer;
import dev.rookery.bench.micro.WatchingLink;
import dev.rookery.game.Entity;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/// A room of a game with players who press keys without a thought, whole but for sockets, in virtual time. Owned by one
/// thread.
final class PlayedRoom<I extends Record> {
    private static final int SEATED_A_TICK = 16;
    private static final long LARGEST = 1L << 40;

    /// @param bytes of one client in one tick, private header included, no transport
    /// @param tickNanos CPU time of the room's thread, everything included: what others do on the machine does not count
    /// @param allocatedBytes by the room's thread in one tick, mean; new entities and events are the game's
    /// @param entities alive at the end
    record Outcome(Histogram bytes, Histogram tickNanos, double allocatedBytes, int players, int entities) {}

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final GameBinding<I> binding;
    private final RoomProxy proxy;
    private final RoomLoop<I> room;
    private final List<WatchingLink> links = new ArrayList<>();
    private final List<RestlessPlayer> scripts = new ArrayList<>();
    private final SplittableRandom random;
    private final long tickNanos;
    private long tick;

    /// @param chosen settings; the others have their defaults
    PlayedRoom(GameBinding<I> game, Map<String, String> chosen, long seed) {
        Map<String, String> settings = new LinkedHashMap<>();
        game.type().settings().forEach((name, setting) -> settings.put(name, setting.defaultValue()));
        settings.putAll(chosen);
        binding = game.of(settings);
        tickNanos = 1_000_000_000L / binding.type().tickRateHz();
        random = new SplittableRandom(seed);
        proxy = new RoomProxy(
                "bench",
                new RoomTerms(binding.type().name(), binding.type().maxSeats(), false, settings),
                binding.input().layout());
        room = new RoomLoop<>(
                binding, proxy, RoomLimits.DEFAULT, seed, settings, new ControlCodec(), RoomInstruments.unread());
    }

    /// Plays so many ticks to warm up, and as many that are measured.
    Outcome run(int players, int ticks) {
        while (links.size() < players) {
            for (int i = 0; i < SEATED_A_TICK && links.size() < players; i++) {
                WatchingLink link = new WatchingLink();
                if (!proxy.reserveSeat() || !proxy.offer(new RoomCommand.Seat(link, 1, "player " + links.size(), i))) {
                    throw new IllegalStateException("No seat: taken=" + links.size());
                }
                links.add(link);
                scripts.add(new RestlessPlayer(binding.input().fields(), random.split()));
            }
            step();
        }
        for (int i = 0; i < ticks; i++) {
            press();
            step();
        }
        Histogram bytes = new Histogram(LARGEST, 3);
        Histogram nanos = new Histogram(LARGEST, 3);
        long[] before = new long[links.size()];
        long allocated = 0;
        for (int i = 0; i < ticks; i++) {
            for (int link = 0; link < before.length; link++) {
                before[link] = links.get(link).sentBytes();
            }
            press();
            long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
            long started = threads.getCurrentThreadCpuTime();
            step();
            nanos.recordValue(threads.getCurrentThreadCpuTime() - started);
            allocated += threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
            for (int link = 0; link < before.length; link++) {
                bytes.recordValue(links.get(link).sentBytes() - before[link]);
            }
        }
        int entities = 0;
        for (Class<? extends Entity> type : binding.type().entities()) {
            entities += room.room().entities(type).size();
        }
        return new Outcome(
                bytes, nanos, (double) allocated / ticks, room.room().players().size(), entities);
    }

    private void press() {
        for (int i = 0; i < links.size(); i++) {
            proxy.inbox().offer(links.get(i), 1, (int) tick, 0, -1, tick * tickNanos, false, scripts.get(i).nextInput());
        }
    }

    private void step() {
        tick++;
        if (!room.step(tick * tickNanos)) {
            throw new IllegalStateException("The room ended: fault=" + room.fault());
        }
    }
}
