package dev.rookery.server.transport;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// When the HTTP request on each connection has to be over; Helidon itself waits for ever for headers that do not come
/// and for clients that do not read. A first request has 5 s from the connection to its empty line, a later one 5 s from
/// its first line; an answer has 60 s to be taken, which is a page of 3 MB at 50 kB/s. Safe for any thread.
///
/// Idle connections between requests are left to Helidon's own idle timeout.
final class RequestDeadlines implements Http1ConnectionListener {
    static final long HEAD_NANOS = SECONDS.toNanos(5);
    static final long ANSWER_NANOS = SECONDS.toNanos(60);

    private record Deadline(ConnectionContext context, long at) {}

    private final LongSupplier nanoTime;
    private final TransportCounters counters;

    /// By Helidon's id of the connection, which two could share by chance; then one of them is not watched.
    private final Map<String, Deadline> open = new ConcurrentHashMap<>();

    RequestDeadlines(LongSupplier nanoTime, TransportCounters counters) {
        this.nanoTime = nanoTime;
        this.counters = counters;
    }

    /// The same protocol, with each connection watched from its start.
    ServerConnectionSelector watched(ServerConnectionSelector protocol) {
        return new ServerConnectionSelector() {
            @Override
            public int bytesToIdentifyConnection() {
                return protocol.bytesToIdentifyConnection();
            }

            @Override
            public Support supports(BufferData data) {
                return protocol.supports(data);
            }

            @Override
            public Set<String> supportedApplicationProtocols() {
                return protocol.supportedApplicationProtocols();
            }

            @Override
            public ServerConnection connection(ConnectionContext context) {
                begin(context, HEAD_NANOS);
                return protocol.connection(context);
            }
        };
    }

    /// The first line of a request is here.
    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        open.computeIfAbsent(
                context.childSocketId(), _ -> new Deadline(context, nanoTime.getAsLong() + HEAD_NANOS));
    }

    /// All headers are here.
    @Override
    public void headers(ConnectionContext context, Headers headers) {
        begin(context, ANSWER_NANOS);
    }

    /// The request is answered, or the connection has become something else.
    void done(String connectionId) {
        open.remove(connectionId);
    }

    /// Closes what is overdue. Called by the watch; never blocks on a plain socket.
    void check(long now) {
        open.forEach((id, deadline) -> {
            if (now - deadline.at > 0 && open.remove(id, deadline)) {
                counters.slowRequest();
                close(deadline.context);
            }
        });
    }

    private void begin(ConnectionContext context, long nanos) {
        open.put(context.childSocketId(), new Deadline(context, nanoTime.getAsLong() + nanos));
    }

    private static void close(ConnectionContext context) {
        try {
            context.serverSocket().close();
        } catch (UncheckedIOException e) {
            // It was closed already.
        }
    }
}
