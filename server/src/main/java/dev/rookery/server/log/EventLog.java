package dev.rookery.server.log;

import dev.rookery.server.access.Network;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The lines of the server's life. Whoever writes never waits and formats nothing: events pass through a bounded queue to a
/// thread of their own. Where the queue is full or the sink refuses, they are dropped and counted. Safe for any thread.
public final class EventLog implements AutoCloseable {
    private static final int MAX_WAITING = 4096;
    private static final int MAX_BATCH = 256;
    private static final long POLL_MILLIS = 250;
    private static final long CLOSING_MILLIS = 2000;

    /// @param event null only to wake the writer
    private record Waiting(@Nullable LogEvent event, Instant when, long suppressed) {}

    private final LogSink sink;
    private final LineWriter lines;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Counters counters;
    private final Repeats repeats = new Repeats();
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread writer;
    private volatile boolean closing;

    /// @param origin what every line says of this process
    public EventLog(
            LogSink sink,
            LogFormat format,
            LogOrigin origin,
            InstantSource clock,
            LongSupplier nanoTime,
            Counters counters) {
        this.sink = sink;
        this.lines = new LineWriter(format, origin.addresses(), origin.node(), origin.build());
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.counters = counters;
        this.writer = Thread.ofPlatform().daemon().name("log").start(this::run);
    }

    /// Never waits, never throws.
    public void write(LogEvent event) {
        long suppressed = repeated(event);
        if (suppressed < 0) {
            return;
        }
        if (!waiting.offer(new Waiting(event, clock.instant(), suppressed))) {
            counters.add(Counter.LOG_DROPPED, 1 + suppressed);
        }
    }

    private long repeated(LogEvent event) {
        Network network = event.network();
        Repeats.Fault fault = event.fault();
        if (network != null) {
            return repeats.admit(event.type(), network, nanoTime.getAsLong());
        }
        return fault == null ? 0 : repeats.admit(event.type(), fault, nanoTime.getAsLong());
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (!closing || !waiting.isEmpty()) {
                Waiting first = waiting.poll(closing ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, MAX_BATCH - 1);
                    batch.removeIf(each -> each.event() == null);
                }
                settle(batch, nanoTime.getAsLong());
                write(batch);
                batch.clear();
            }
            settle(batch, nanoTime.getAsLong() + Repeats.FAULT_WINDOW_NANOS);
            write(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed in a hurry
        }
    }

    private void settle(List<Waiting> batch, long now) {
        repeats.settle(now, (kind, count) -> batch.add(new Waiting(summary(kind), clock.instant(), count)));
    }

    private static LogEvent summary(Repeats.Kind kind) {
        Repeats.Fault fault = kind.fault();
        if (fault != null) {
            return LogEvent.logged(fault.token(), fault.level()).with("fault", fault.place());
        }
        LogEvent summary = LogEvent.of(kind.type());
        @Nullable Network network = kind.network();
        return network == null ? summary.with("ip", "others") : summary.from(network);
    }

    private void write(List<Waiting> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<LogSink.Line> written = new ArrayList<>();
            for (Waiting each : batch) {
                LogEvent event = each.event();
                if (event != null) {
                    written.add(lines.write(event, each.when(), each.suppressed()));
                }
            }
            sink.write(written);
        } catch (IOException | RuntimeException e) { // a sink of somebody else's may throw anything
            counters.add(Counter.LOG_DROPPED, batch.size());
        }
    }

    /// Writes what waits, for at most two seconds.
    @Override
    public void close() {
        closing = true;
        var _ = waiting.offer(new Waiting(null, Instant.EPOCH, 0)); // where it is full, nobody sleeps
        try {
            if (!writer.join(Duration.ofMillis(CLOSING_MILLIS))) {
                writer.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
