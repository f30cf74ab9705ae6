package dev.rookery.server.transport;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.ProtocolVersion;
import dev.rookery.server.access.AddressLimits;
import dev.rookery.server.access.Network;
import dev.rookery.server.access.RateLimit;
import dev.rookery.server.log.EventLog;
import dev.rookery.server.log.LogEvent;
import dev.rookery.server.log.LogType;
import dev.rookery.server.session.Connection;
import dev.rookery.server.session.ConnectionAcceptor;
import dev.rookery.server.session.ConnectionListener;
import dev.rookery.server.transport.HttpViews.ServerStatus;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns a request for `/play` into a [WebSocketConnection]. Everything that can refuse it is checked before the 101;
/// afterwards a client can be told only by a close code. Immutable; runs on the threads of the requests.
///
/// Helidon brings here what asks for `Upgrade: websocket`, in lower case as browsers write it, and has no body.
final class WebSocketUpgrader implements Http1Upgrader {
    private static final System.Logger LOG = System.getLogger(WebSocketUpgrader.class.getName());

    static final String PATH = "/play";

    private static final HeaderName FORWARDED_FOR = HeaderNames.X_FORWARDED_FOR;
    private static final Pattern RESUME = Pattern.compile("(?:^|&)resume(?:$|[=&])"); // a seat is to be taken back
    private static final Pattern SECRET = Pattern.compile("(?i)(?:^|&)(?:ticket|token|access_token|jwt)=");

    private static final int MAX_LOGGED = 64; // characters of a header

    /// Who wants a socket.
    private record Asking(InetAddress client, WritableHeaders<?> headers) {}

    private final TransportConfig config;
    private final ConnectionAcceptor acceptor;
    private final OpenConnections connections;
    private final AddressLimits addresses;
    private final RateLimit handshakes; // guarded by its own monitor
    private final OriginPolicy origins;
    private final RequestDeadlines deadlines;
    private final EventLog log;
    private final Supplier<ServerStatus> status;
    private final PacedIo io;
    private final WebSocketConnection.Surroundings surroundings;
    private final TransportCounters counters;

    WebSocketUpgrader(
            TransportConfig config,
            ConnectionAcceptor acceptor,
            OpenConnections connections,
            AddressLimits addresses,
            RequestDeadlines deadlines,
            EventLog log,
            Supplier<ServerStatus> status,
            PacedIo io,
            LongSupplier nanoTime,
            TransportCounters counters) {
        this.config = config;
        this.acceptor = acceptor;
        this.connections = connections;
        this.addresses = addresses;
        this.handshakes = new RateLimit(
                config.sockets().handshakesPerSecond(), config.sockets().handshakesPerSecond(), nanoTime);
        this.origins = config.origins().policy();
        this.deadlines = deadlines;
        this.log = log;
        this.status = status;
        this.io = io;
        this.surroundings = new WebSocketConnection.Surroundings(config, nanoTime, counters);
        this.counters = counters;
    }

    @Override
    public String supportedProtocol() {
        return "websocket";
    }

    /// Null leaves the request to the HTTP routes.
    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        if (!prologue.uriPath().rawPath().equals(PATH)) {
            return null;
        }
        InetAddress proxy = ((InetSocketAddress) context.remotePeer().address()).getAddress();
        InetAddress client = config.forwarded().client(proxy, values(headers, FORWARDED_FOR));
        Asking asking = new Asking(client, headers);
        Handshake handshake = Handshake.judge(prologue, headers);
        switch (handshake.result()) {
            case ACCEPTED, OTHER_VERSION -> {}
            default -> throw refusal(asking, handshake.result());
        }
        String query = String.valueOf(prologue.query().rawValue());
        ServerStatus now = status();
        if (!now.accepting() && !(now.resuming() && RESUME.matcher(query).find())) {
            throw refusal(asking, HandshakeResult.NOT_ACCEPTING, Math.ceilDiv(now.retryAfterMillis(), 1000));
        }
        if (SECRET.matcher(query).find()) {
            throw refusal(asking, HandshakeResult.SECRET_IN_URL);
        }
        if (!addresses.tryShakeHands(client)) {
            throw refusal(asking, HandshakeResult.TOO_OFTEN_FROM_ADDRESS);
        }
        synchronized (handshakes) {
            if (!handshakes.tryTake()) {
                throw refusal(asking, HandshakeResult.TOO_OFTEN);
            }
        }
        if (!origins.allows(values(headers, HeaderNames.ORIGIN), HttpAnswers.host(headers), context.isSecure(), client)) {
            throw refusal(asking, HandshakeResult.WRONG_ORIGIN);
        }
        return switch (connections.admit(client)) {
            case OpenConnections.Refused(HandshakeResult reason) -> throw refusal(asking, reason);
            case OpenConnections.Admission admission -> {
                if (handshake.result() == HandshakeResult.OTHER_VERSION) {
                    report(asking, HandshakeResult.OTHER_VERSION);
                }
                yield open(context, handshake, admission);
            }
        };
    }

    private ServerStatus status() {
        try {
            return status.get();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "ev=handshake.fault", e);
            return new ServerStatus(false, false, 0);
        }
    }

    private ServerConnection open(
            ConnectionContext context, Handshake handshake, OpenConnections.Admission admission) {
        try {
            context.dataWriter().writeNow(BufferData.create(switchingProtocols(handshake)));
        } catch (RuntimeException e) {
            admission.close();
            throw e;
        }
        deadlines.done();
        counters.handshake(handshake.result());
        ConnectionAcceptor next =
                handshake.result() == HandshakeResult.ACCEPTED ? acceptor : WebSocketUpgrader::closeOtherVersion;
        return io.connection(context, admission, next, surroundings);
    }

    private static byte[] switchingProtocols(Handshake handshake) {
        return """
                HTTP/1.1 101 Switching Protocols\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Accept: %s\r
                Sec-WebSocket-Protocol: %s\r
                \r
                """
                .formatted(handshake.accept(), handshake.subProtocol())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static ConnectionListener closeOtherVersion(Connection connection) {
        connection.close(CloseCode.VERSION, CloseCode.VERSION.token() + " " + ProtocolVersion.SUB_PROTOCOL);
        return new GoodbyeListener();
    }

    private void report(Asking asking, HandshakeResult reason) {
        log.write(LogEvent.of(LogType.HANDSHAKE_FAIL)
                .from(Network.of(asking.client()))
                .with("reason", reason.token())
                .with("status", reason.status())
                .with("origin", first(asking.headers(), HeaderNames.ORIGIN))
                .with("userAgent", first(asking.headers(), HeaderNames.USER_AGENT)));
    }

    private static @Nullable String first(WritableHeaders<?> headers, HeaderName name) {
        List<String> values = values(headers, name);
        if (values.isEmpty()) {
            return null;
        }
        String value = values.getFirst();
        return value.length() > MAX_LOGGED ? value.substring(0, MAX_LOGGED) : value;
    }

    private RequestException refusal(Asking asking, HandshakeResult reason) {
        return refusal(asking, reason, AddressLimits.RETRY_AFTER_SECONDS);
    }

    private RequestException refusal(Asking asking, HandshakeResult reason, long retryAfterSeconds) {
        report(asking, reason);
        counters.handshake(reason);
        var refusal = RequestException.builder()
                .type(EventType.OTHER)
                .status(Status.create(reason.status()))
                .message(reason.token())
                .setKeepAlive(false);
        switch (reason) {
            case WRONG_METHOD -> refusal.header(HeaderValues.create(HeaderNames.ALLOW, "GET"));
            case WRONG_VERSION ->
                refusal.header(HeaderValues.create(Handshake.VERSION_HEADER, Handshake.VERSION))
                        .header(HeaderValues.create(HeaderNames.UPGRADE, "websocket"));
            case TOO_OFTEN_FROM_ADDRESS, TOO_OFTEN, TOO_MANY_FROM_ADDRESS, FULL, NOT_ACCEPTING ->
                refusal.header(HeaderValues.create(HeaderNames.RETRY_AFTER, Math.max(1, retryAfterSeconds)));
            case ACCEPTED, OTHER_VERSION, MALFORMED, SECRET_IN_URL, WRONG_ORIGIN -> {}
        }
        return refusal.build();
    }

    private static List<String> values(WritableHeaders<?> headers, HeaderName name) {
        return headers.contains(name) ? headers.get(name).allValues() : List.of();
    }
}
