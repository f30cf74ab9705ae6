package dev.rookery.server.tick;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.room.RoomProxy;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Finds rooms whose tick does not end, and gives them up, so that they cost their players and a core, and nobody else anything.
/// Owned by one platform thread, which calls [#pulse]; only the numbers may be asked by any.
///
/// A tick is judged by how long the watchdog has seen it run, never by the clock alone: after a pause of the whole process (a
/// stopped one, a machine that slept, a long collection) the watchdog itself was late, and every room starts anew. A room that
/// waits for a carrier is in no tick, and is no culprit, however long it has been silent.
///
/// The room's objects stay its thread's. The watchdog touches what is made for other threads: it closes the room's proxy, from
/// when on whoever calls the room from outside is refused and every call of its game throws; it interrupts the thread, in case it
/// waits; it gives the scheduler another carrier. The listener does the rest. Where the thread comes out of its tick after
/// all, it lets go of what it owns, and the carrier is taken back.
public final class Watchdog {
    /// Told of what happens, on the watchdog's thread.
    public interface Listener {
        /// A room was given up.
        void stuck(StuckRoom room);

        /// The thread of a room that was given up has ended after all.
        void returned(RoomProxy room);

        /// Ticks took longer than their period, at most one room in ten seconds, the worst.
        void overran(RoomProxy room, long p99Nanos, long periodNanos, long overruns);
    }

    /// A room whose tick does not end.
    ///
    /// @param tick the one that does not end
    /// @param silentNanos for how long it was seen to run
    /// @param stack of the room's thread, before anything was done to it
    public record StuckRoom(RoomProxy room, long tick, long silentNanos, List<StackTraceElement> stack) {}

    /// Time between two pulses.
    public static final long PERIOD_MILLIS = 100;

    private static final int STUCK_TICKS = 20;
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long STARVED_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long DEAD_NANOS = TimeUnit.SECONDS.toNanos(2); // beyond what the watchdog needs to help
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final TickLoops loops;
    private final Counters counters;
    private final LongSupplier nanoTime;
    private final Listener listener;
    private final Carriers carriers = new Carriers();
    private final Set<TickLoop> lost = new HashSet<>();
    private long lastPulse;
    private long lastReport;
    private volatile boolean allComeOn = true;
    private volatile int stuckRooms;

    public Watchdog(TickLoops loops, Counters counters, LongSupplier nanoTime, Listener listener) {
        this.loops = loops;
        this.counters = counters;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.lastPulse = nanoTime.getAsLong();
        this.lastReport = lastPulse;
    }

    /// Whether every room ticks, but for those that were given up; any thread. False only where the watchdog cannot help.
    public boolean isEveryRoomTicking() {
        return allComeOn;
    }

    /// Rooms that were given up and whose threads have not ended; any thread.
    public int stuckRooms() {
        return stuckRooms;
    }

    /// Looks at every room once.
    public void pulse() {
        long now = nanoTime.getAsLong();
        boolean wasLate = now - lastPulse > LATE_NANOS;
        lastPulse = now;
        findReturned();
        int starved = 0;
        boolean allTick = true;
        for (TickLoop loop : loops.running()) {
            long steps = loop.steps();
            if (wasLate || loop.seenSteps != steps) {
                loop.seenSteps = steps;
                loop.seenNanos = now;
                continue;
            }
            long silent = now - loop.seenNanos;
            long period = 1_000_000_000L / loop.tickRateHz();
            long limit = Math.max(STUCK_NANOS, STUCK_TICKS * period);
            boolean isInTick = (steps & 1) == 1;
            if (isInTick && silent >= limit) {
                giveUp(loop, steps, silent);
            } else if (!isInTick && silent > period + STARVED_NANOS) {
                starved++;
            }
            allTick &= silent < limit + DEAD_NANOS || lost.contains(loop);
        }
        allComeOn = allTick;
        carriers.provide(lost.size(), starved);
        reportOverrun(now);
    }

    private void giveUp(TickLoop loop, long steps, long silentNanos) {
        StuckRoom stuck = new StuckRoom(
                loop.proxy(), (steps + 1) / 2, silentNanos, List.of(loop.thread().getStackTrace()));
        loop.proxy().abandon();
        loops.giveUp(loop);
        lost.add(loop);
        stuckRooms = lost.size();
        loop.thread().interrupt();
        counters.add(Counter.ROOMS_STUCK);
        carriers.replace(lost.size(), loops.running().size()); // the players' sockets need one to be closed
        listener.stuck(stuck);
    }

    private void findReturned() {
        for (Iterator<TickLoop> all = lost.iterator(); all.hasNext(); ) {
            TickLoop loop = all.next();
            if (!loop.thread().isAlive()) {
                all.remove();
                listener.returned(loop.proxy());
            }
        }
        stuckRooms = lost.size();
    }

    private void reportOverrun(long now) {
        if (now - lastReport < REPORT_NANOS) {
            return;
        }
        lastReport = now;
        TickLoop slowest = null;
        long most = 0;
        for (TickLoop loop : loops.running()) {
            long overruns = loop.proxy().meter().overruns();
            if (overruns - loop.seenOverruns > most) {
                most = overruns - loop.seenOverruns;
                slowest = loop;
            }
            loop.seenOverruns = overruns;
        }
        if (slowest != null) {
            RoomProxy room = slowest.proxy();
            listener.overran(room, room.meter().read(now).p99Nanos(), 1_000_000_000L / slowest.tickRateHz(), most);
        }
    }
}
