package dev.rookery.server;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.match.Capacity;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.MetricsRegistry;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.session.Sessions;
import dev.rookery.server.session.Spectators;
import dev.rookery.server.tick.TickLoops;
import dev.rookery.server.tick.Watchdog;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Keeps one game's fault from becoming everybody's: runs the watchdog and the heap guard on a platform thread of its own, which
/// no virtual thread can starve, does what they find necessary, and writes it down last. Safe for any thread.
final class Containment implements Watchdog.Listener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Containment.class.getName());
    private static final int MAX_STUCK_ROOMS = 1; // with more, somebody else should take the players
    private static final int MAX_NAMED_ROOMS = 5; // in a line of the log

    private final Matchmaker matchmaker;
    private final Sessions sessions;
    private final Spectators spectators;
    private final HeapGuard heap;
    private final Watchdog watchdog;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watchdog").factory());

    Containment(
            TickLoops loops,
            Matchmaker matchmaker,
            Sessions sessions,
            Spectators spectators,
            HeapGuard heap,
            Counters counters,
            LongSupplier nanoTime) {
        this.matchmaker = matchmaker;
        this.sessions = sessions;
        this.spectators = spectators;
        this.heap = heap;
        this.watchdog = new Watchdog(loops, counters, nanoTime, this);
    }

    void start(MetricsRegistry metrics) {
        metrics.gauge("rooms_stuck", "Rooms that were given up and whose threads go on.", watchdog::stuckRooms);
        metrics.gauge(
                "rooms_crowded",
                "Rooms that need so much of their time that they take no new players.",
                () -> matchmaker.rooms().stream().filter(RoomProxy::isCrowded).count());
        metrics.gauge(
                "heap_guard_state",
                "0: all is well; 1: no new rooms; 2: nobody new. From the heap that is in use after collections.",
                () -> heap.capacity().ordinal());
        var _ = thread.scheduleWithFixedDelay(
                lasting(this::look), Watchdog.PERIOD_MILLIS, Watchdog.PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// What a task throws would end its repetition without a word; it goes where a thread's last exception goes instead.
    static Runnable lasting(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        };
    }

    private void look() {
        watchdog.pulse();
        if (heap.look()) {
            reportHeap();
        }
        if (heap.capacity() == Capacity.NOBODY) {
            spectators.shed(); // nobody new gets past the matchmaker meanwhile
        }
        if (!watchdog.isEveryRoomTicking() && heap.capacity() == Capacity.NOBODY) {
            throw new OutOfMemoryError("Rooms stand still and the heap is full: percent=" + heap.percentInUse());
        }
    }

    /// Whether every room ticks, but for those that were given up.
    boolean isAlive() {
        return watchdog.isEveryRoomTicking();
    }

    /// Whether there is room for more players.
    boolean isReady() {
        return isAlive() && watchdog.stuckRooms() <= MAX_STUCK_ROOMS && heap.capacity() == Capacity.ROOMS;
    }

    @Override
    public void stuck(Watchdog.StuckRoom stuck) {
        RoomProxy room = stuck.room();
        matchmaker.forget(room);
        int seats = sessions.lose(room, CloseCode.ROOM_FAILED, RoomLoop.FAULT);
        spectators.lose(room, CloseCode.ROOM_FAILED, RoomLoop.FAULT);
        LOG.log(
                Level.ERROR,
                "ev=room.stuck room=" + room.id() + " game=" + room.terms().game() + " tick=" + stuck.tick() + " millis="
                        + TimeUnit.NANOSECONDS.toMillis(stuck.silentNanos()) + " seats=" + seats + " stack:"
                        + stuck.stack().stream().map(frame -> "\n\tat " + frame).collect(Collectors.joining()));
    }

    @Override
    public void returned(RoomProxy room) {
        LOG.log(Level.INFO, "ev=room.returned room=" + room.id() + " game=" + room.terms().game());
    }

    @Override
    public void overran(RoomProxy room, long p99Nanos, long periodNanos, long overruns) {
        LOG.log(
                Level.WARNING,
                "ev=tick.overrun room=" + room.id() + " game=" + room.terms().game() + " p99Micros="
                        + TimeUnit.NANOSECONDS.toMicros(p99Nanos) + " periodMicros="
                        + TimeUnit.NANOSECONDS.toMicros(periodNanos) + " overruns=" + overruns + " entities=" + room.entities() + " crowded=" + room.isCrowded());
    }

    /// The largest rooms are named, since nobody counts what a virtual thread allocates.
    private void reportHeap() {
        record Sized(RoomProxy room, int entities) {}
        List<Sized> rooms = matchmaker.rooms().stream()
                .map(room -> new Sized(room, room.entities())) // it may change while they are sorted
                .sorted(Comparator.comparingInt(Sized::entities).reversed())
                .toList();
        LOG.log(
                Level.WARNING,
                "ev=heap.guard state=" + heap.capacity().token() + " percent=" + heap.percentInUse() + " maxMiB="
                        + Runtime.getRuntime().maxMemory() / 1024 / 1024 + " rooms=" + rooms.size() + " largest="
                        + rooms.stream()
                                .limit(MAX_NAMED_ROOMS)
                                .map(sized -> sized.room().id() + "/" + sized.room().terms().game() + "/"
                                        + sized.entities() + "/" + sized.room().inbox().waiting())
                                .collect(Collectors.joining(","))
                        + " (id/game/entities/inputs)");
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
