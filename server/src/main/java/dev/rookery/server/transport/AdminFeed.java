package dev.rookery.server.transport;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rookery.server.admin.NodeSample;
import dev.rookery.server.admin.NodeWatch;
import dev.rookery.server.admin.RoomWatch;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Streams what happens to open consoles, as server-sent events: `history` once, then every second `node` and `rooms`. Each
/// console costs its connection's thread; one that does not read is cut like any answer that is not taken. Safe for any thread.
final class AdminFeed {
    private static final int MAX_CONSOLES = 16;
    private static final long PATIENCE_MILLIS = 1500; // longer than the time between two samples
    private static final HttpProblem TOO_MANY =
            new HttpProblem(503, "too_many_consoles", "Too many consoles are open: close one of them.");

    /// An event that all consoles are sent alike, and how many samples of the node there were; never changed.
    private record Written(long sample, String rooms) {}

    private final AtomicReference<Written> newest = new AtomicReference<>(new Written(-1, ""));
    private final ReentrantLock writing = new ReentrantLock(); // held while the rooms are looked at
    private final NodeWatch node;
    private final RoomWatch rooms;
    private final RequestDeadlines deadlines;
    private final BooleanSupplier stopping;
    private final AtomicInteger open = new AtomicInteger();
    private final JsonMapper mapper = new JsonMapper();

    AdminFeed(NodeWatch node, RoomWatch rooms, RequestDeadlines deadlines, BooleanSupplier stopping) {
        this.node = node;
        this.rooms = rooms;
        this.deadlines = deadlines;
        this.stopping = stopping;
    }

    /// Answers until the console goes away or the server stops.
    void answer(ServerRequest request, ServerResponse response) {
        if (open.incrementAndGet() > MAX_CONSOLES) {
            open.decrementAndGet();
            HttpAnswers.problem(request, response, TOO_MANY);
            return;
        }
        response.status(Status.OK_200)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        try (OutputStream out = response.outputStream()) {
            stream(out);
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the console has gone", e);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the console did not read", e);
        } finally {
            open.decrementAndGet();
        }
    }

    private void stream(OutputStream out) throws IOException, InterruptedException {
        long seen = node.await(0, PATIENCE_MILLIS);
        List<NodeSample> history = node.history();
        write(out, event("history", history));
        while (!stopping.getAsBoolean()) {
            write(out, roomsAt(seen));
            out.flush();
            deadlines.done(); // waiting is no fault of the console's
            long now = node.await(seen, PATIENCE_MILLIS);
            deadlines.answering();
            if (now != seen) {
                write(out, event("node", node.newest()));
            } else {
                write(out, ": nothing new\n\n");
            }
            seen = now;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What is said of the rooms after so many samples: looked at and written once, whoever asks first, for all consoles.
    private String roomsAt(long sample) throws IOException {
        Written known = newest.get();
        if (known.sample() == sample) {
            return known.rooms();
        }
        writing.lock();
        try {
            Written meanwhile = newest.get();
            if (meanwhile.sample() < sample) {
                meanwhile = new Written(sample, event("rooms", rooms.rooms()));
                newest.set(meanwhile);
            }
            return meanwhile.rooms();
        } finally {
            writing.unlock();
        }
    }

    private String event(String event, Object data) throws IOException {
        String json = mapper.writeValueAsString(data);
        return "event: " + event + "\ndata: " + json + "\n\n";
    }
}
