package dev.rookery.server.access;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Who did what, a JSON object a line, only ever appended to. Whoever writes never waits: lines pass through a bounded queue to
/// a thread of their own, and where the queue is full or the disk refuses, they are dropped and counted. The file is opened for
/// each batch, so it may be moved away at any time; a large one is put aside by itself. Secrets have no field here. Safe for any thread.
public final class AuditLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());
    private static final String FILE = "audit.jsonl";
    private static final int MAX_WAITING = 4096;
    private static final int MAX_TEXT = 200; // characters of a value that somebody chose
    private static final long CLOSING_MILLIS = 2000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final DataDirectory directory;
    private final AuditConfig config;
    private final AddressHash addresses;
    private final InstantSource clock;
    private final String node;
    private final Counters counters;
    private final JsonMapper mapper = new JsonMapper();
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong requests = new AtomicLong();
    private final Thread writer;
    private volatile boolean closing;
    private boolean isFailing; // writer: the disk refused the last batch

    /// @param node name of this process
    public AuditLog(
            DataDirectory directory,
            AuditConfig config,
            AddressHash addresses,
            InstantSource clock,
            String node,
            Counters counters) {
        this.directory = directory;
        this.config = config;
        this.addresses = addresses;
        this.clock = clock;
        this.node = node;
        this.counters = counters;
        this.writer = Thread.ofPlatform().daemon().name("audit").start(this::run);
    }

    /// Never waits, never throws.
    public void write(AuditEvent event) {
        ObjectNode line = mapper.createObjectNode();
        line.put("ts", TIME.format(clock.instant()));
        line.put("ev", event.type().token());
        put(line, "actor", event.actor());
        Network address = event.address();
        put(line, "ip", address == null ? null : addresses.forLog(address));
        put(line, "target", event.target());
        put(line, "room", event.room());
        put(line, "reason", event.reason());
        line.put("req", Long.toHexString(requests.incrementAndGet()));
        line.put("ok", event.isDone());
        line.put("node", node);
        if (!waiting.offer(line.toString())) {
            counters.add(Counter.AUDIT_DROPPED);
        }
    }

    private static void put(ObjectNode line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value);
        }
    }

    private void run() {
        List<String> batch = new ArrayList<>();
        try {
            while (!closing || !waiting.isEmpty()) {
                String first = waiting.poll(CLOSING_MILLIS / 10, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch);
                    append(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed in a hurry
        }
    }

    private void append(List<String> lines) {
        try {
            directory.rotate(FILE, config.maxBytes(), config.files());
            directory.append(FILE, String.join("\n", lines) + "\n");
            isFailing = false;
        } catch (IOException e) {
            counters.add(Counter.AUDIT_DROPPED, lines.size());
            if (!isFailing) {
                isFailing = true; // said once, until it works again
                LOG.log(Level.ERROR, "ev=audit.fault file=" + directory.file(FILE) + " cause=" + e.getClass().getSimpleName());
            }
        }
    }

    /// Writes what waits, for at most two seconds.
    @Override
    public void close() {
        closing = true;
        try {
            if (!writer.join(Duration.ofMillis(CLOSING_MILLIS))) {
                writer.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
