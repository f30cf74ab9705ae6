package dev.rookery.server.transport;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Looks at every deadline ten times a second: writes that are stuck, peers that are silent, closings and requests that
/// take too long. None of them can be noticed by the thread they block.
///
/// Owns one platform thread, which never blocks on a socket. After a pause of the whole process (a frozen machine, a
/// stopped process) it lets one round pass, so that what arrived meanwhile is read before anybody is judged.
final class ConnectionWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConnectionWatch.class.getName());

    private static final long PERIOD_MILLIS = 100;
    private static final long PAUSE_NANOS = SECONDS.toNanos(2);

    private final List<LongConsumer> checks;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread;
    private long lastSweep;

    /// @param checks each is given the time of the sweep
    ConnectionWatch(List<LongConsumer> checks, LongSupplier nanoTime) {
        this.checks = List.copyOf(checks);
        this.nanoTime = nanoTime;
        this.lastSweep = nanoTime.getAsLong();
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("connection-watch").factory());
    }

    void start() {
        var _ = thread.scheduleWithFixedDelay(this::sweep, PERIOD_MILLIS, PERIOD_MILLIS, MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    void sweep() {
        long now = nanoTime.getAsLong();
        boolean paused = now - lastSweep > PAUSE_NANOS;
        lastSweep = now;
        if (!paused) {
            try {
                checks.forEach(check -> check.accept(now));
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "ev=connection.watch.fault", e); // thrown on, it would end the watch for good
            }
        }
    }
}
