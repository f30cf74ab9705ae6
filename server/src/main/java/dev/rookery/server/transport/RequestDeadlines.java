package dev.rookery.server.transport;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// When the TLS handshake or HTTP request on each connection has to be over; Helidon itself waits for ever for bytes that do not
/// come and for clients that do not read. A first request has its time from the connection (after TLS, once more) to its empty
/// line, a later one from its first line; an answer has its time to be taken. Safe for any thread.
///
/// Each connection has one thread, which is interrupted when it is late: that frees it from the socket at once, in the middle of
/// a write over TLS too, where closing the socket would block behind that write. All methods but [#check] are called on that
/// thread.
///
/// Idle connections between requests are left to Helidon's own idle timeout.
final class RequestDeadlines implements Http1ConnectionListener {
    private final long headNanos;
    private final long answerNanos;
    private final LongSupplier nanoTime;
    private final TransportCounters counters;
    private final Map<Thread, Long> open = new ConcurrentHashMap<>();

    RequestDeadlines(HttpLimits limits, LongSupplier nanoTime, TransportCounters counters) {
        this.headNanos = TimeUnit.MILLISECONDS.toNanos(limits.headMillis());
        this.answerNanos = TimeUnit.MILLISECONDS.toNanos(limits.answerMillis());
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
                begin(headNanos);
                return protocol.connection(context);
            }
        };
    }

    /// A TLS handshake begins; the connection that follows ends its deadline.
    void handshake() {
        begin(headNanos);
    }

    /// The first line of a request is here.
    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        open.computeIfAbsent(Thread.currentThread(), _ -> nanoTime.getAsLong() + headNanos);
    }

    /// All headers are here.
    @Override
    public void headers(ConnectionContext context, Headers headers) {
        begin(answerNanos);
    }

    /// More of an answer is about to be written, which the client is to take in time.
    void answering() {
        begin(answerNanos);
    }

    /// The request is answered, or the connection has become something else.
    void done() {
        open.remove(Thread.currentThread());
    }

    /// Cuts what is overdue. Called by the watch; never blocks.
    void check(long now) {
        open.forEach((thread, deadline) -> {
            if (now - deadline > 0 && open.remove(thread, deadline) && thread.isAlive()) {
                counters.slowRequest();
                thread.interrupt();
            }
        });
    }

    private void begin(long nanos) {
        open.put(Thread.currentThread(), nanoTime.getAsLong() + nanos);
    }
}
