package dev.rookery.server.admin;

import dev.rookery.server.drain.Drain;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.TickHistogram;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.session.SendTier;
import dev.rookery.server.session.Sessions;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// Looks at the whole server once a second and remembers ten minutes, for whoever opens a console later. [#look] is for one
/// thread; the rest is safe for any.
public final class NodeWatch {
    /// Time between two looks.
    public static final long PERIOD_MILLIS = 1000;

    private static final int KEPT = 600;
    private static final double MILLIS = 1e-6; // in a nanosecond

    /// What is on the sockets.
    ///
    /// @param bytesIn since the start
    /// @param bytesOut likewise
    /// @param sockets open now
    public record Traffic(LongSupplier bytesIn, LongSupplier bytesOut, IntSupplier sockets) {}

    private final String node;
    private final String version;
    private final Matchmaker matchmaker;
    private final Sessions sessions;
    private final Counters counters;
    private final Traffic traffic;
    private final Drain drain;
    private final BooleanSupplier ready;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final long startNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<NodeSample> samples = new ArrayDeque<>(); // guarded by lock
    private long taken; // guarded by lock: samples since the start

    private long lastNanos; // those below: look's
    private long lastIn;
    private long lastOut;

    public NodeWatch(
            String node,
            String version,
            Matchmaker matchmaker,
            Sessions sessions,
            Counters counters,
            Traffic traffic,
            Drain drain,
            BooleanSupplier ready,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.node = node;
        this.version = version;
        this.matchmaker = matchmaker;
        this.sessions = sessions;
        this.counters = counters;
        this.traffic = traffic;
        this.drain = drain;
        this.ready = ready;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        this.lastNanos = startNanos;
    }

    /// Takes a sample.
    public void look() {
        NodeSample sample = sample();
        lock.lock();
        try {
            if (samples.size() == KEPT) {
                samples.removeFirst();
            }
            samples.addLast(sample);
            taken++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private NodeSample sample() {
        long now = nanoTime.getAsLong();
        long in = traffic.bytesIn().getAsLong();
        long out = traffic.bytesOut().getAsLong();
        double seconds = Math.max(1e-3, (now - lastNanos) * 1e-9);
        TickHistogram ticks = new TickHistogram();
        List<RoomProxy> rooms = matchmaker.rooms();
        rooms.forEach(room -> room.meter().addTo(ticks));
        Runtime runtime = Runtime.getRuntime();
        NodeSample sample = new NodeSample(
                clock.millis(),
                node,
                version,
                TimeUnit.NANOSECONDS.toSeconds(now - startNanos),
                drain.isServing(),
                ready.getAsBoolean(),
                drain.isServing() ? -1 : TimeUnit.MILLISECONDS.toSeconds(drain.millisLeft()),
                sessions.connected(),
                sessions.seated(),
                rooms.stream().mapToInt(RoomProxy::spectators).sum(),
                traffic.sockets().getAsInt(),
                rooms.size(),
                sessions.connected() - sessions.inTier(SendTier.FULL),
                ticks.quantileNanos(0.5) * MILLIS,
                ticks.quantileNanos(0.99) * MILLIS,
                counters.value(Counter.TICK_OVERRUNS),
                Math.round((in - lastIn) / seconds),
                Math.round((out - lastOut) / seconds),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                cpu());
        lastNanos = now;
        lastIn = in;
        lastOut = out;
        return sample;
    }

    private static double cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuLoad())
                : 0;
    }

    /// All samples that are remembered, the oldest first.
    public List<NodeSample> history() {
        lock.lock();
        try {
            return new ArrayList<>(samples);
        } finally {
            lock.unlock();
        }
    }

    /// The last sample; there is one once [#await] has said so.
    public NodeSample newest() {
        lock.lock();
        try {
            return samples.getLast();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a sample after the first `seen` ones.
    ///
    /// @return how many there are now; `seen` if nothing came in time
    public long await(long seen, long timeoutMillis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (taken <= seen && left > 0) {
                left = news.awaitNanos(left);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
