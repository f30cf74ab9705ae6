package dev.rookery.server.transport;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.session.ConnectionAcceptor;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/// The two listeners, running: the game's, with page, HTTP and sockets, and the admin's on 127.0.0.1. Safe for any
/// thread.
public final class WebServers {
    private static final String ADMIN = "admin";
    private static final String ADMIN_HOST = "127.0.0.1";

    /// Tells browsers to come back after 2 s plus up to 5 s, so that not all of them come at once.
    private static final String RESTARTING_REASON = CloseCode.RESTARTING.token() + " r=2000;s=5000";

    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(2);

    private final OpenConnections connections;
    private final TransportCounters counters;
    private final ConnectionWatch watch;
    private final WebServer server;
    private volatile boolean stopping;

    private WebServers(
            TransportConfig config, ConnectionAcceptor acceptor, HttpViews views, LongSupplier nanoTime) {
        connections = new OpenConnections(config.maxSockets(), config.maxSocketsPerAddress());
        counters = new TransportCounters();
        watch = new ConnectionWatch(List.of(this::checkConnections), nanoTime);
        var upgrader = new WebSocketUpgrader(
                config, acceptor, connections, () -> !stopping && views.status().get().accepting(), nanoTime, counters);
        server = WebServer.builder()
                .shutdownHook(false) // it would cut all sockets without a close frame
                .featuresDiscoverServices(false)
                .host(config.host())
                .port(config.port())
                .protocolsDiscoverServices(false) // ours is the only protocol, so that it need not be guessed
                .addConnectionSelector(Http1ConnectionSelector.builder()
                        .config(http1())
                        .addUpgrader(upgrader)
                        .build())
                .update(WebServers::bound)
                .putSocket(ADMIN, admin(config))
                .build();
    }

    /// Starts both listeners; they accept when this returns.
    ///
    /// @throws PortTakenException if one of the ports is in use
    /// @throws UncheckedIOException if one of them cannot be listened on for another reason
    public static WebServers start(
            TransportConfig config, ConnectionAcceptor acceptor, HttpViews views, LongSupplier nanoTime) {
        // Helidon only logs why a listener did not start.
        requireFree(config.host(), config.port());
        requireFree(ADMIN_HOST, config.adminPort());
        var servers = new WebServers(config, acceptor, views, nanoTime);
        servers.server.start();
        if (!servers.server.isRunning()) {
            servers.watch.close();
            throw new IllegalStateException("the listeners did not start: port=" + config.port());
        }
        servers.watch.start();
        return servers;
    }

    /// The port of the game, the real one if any free one was asked for.
    public int gamePort() {
        return server.port();
    }

    public int adminPort() {
        return server.port(ADMIN);
    }

    /// WebSockets open now.
    public int openSockets() {
        return connections.taken();
    }

    public TransportCounters counters() {
        return counters;
    }

    /// Refuses new sockets, closes those that are open with 1012 and waits up to 2 s for them, then ends both listeners.
    public void stop() {
        stopping = true;
        connections.connections().forEach(connection -> connection.close(CloseCode.RESTARTING, RESTARTING_REASON));
        try {
            var _ = connections.awaitNone(CLOSING_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // in a hurry: the rest are cut
        }
        server.stop();
        watch.close();
    }

    private void checkConnections(long now) {
        connections.connections().forEach(connection -> connection.checkDeadlines(now));
    }

    private static ListenerConfig admin(TransportConfig config) {
        return ListenerConfig.builder()
                .name(ADMIN)
                .host(ADMIN_HOST)
                .port(config.adminPort())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(
                        Http1ConnectionSelector.builder().config(http1()).build())
                .update(WebServers::bound)
                .routing(HttpRouting.builder())
                .build();
    }

    private static Http1Config http1() {
        return Http1Config.builder().name("http_1_1").maxPrologueLength(2048).maxHeadersSize(8192).build();
    }

    /// The bounds that both listeners share.
    private static void bound(ListenerConfig.BuilderBase<?, ?> listener) {
        listener.useNio(false) // half the buffers for each connection
                .backlog(4096)
                .putListenerSocketOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024)
                .connectionOptions(SocketOptions.builder()
                        .tcpNoDelay(true)
                        .socketSendBufferSize(64 * 1024)
                        .build())
                .idleConnectionTimeout(Duration.ofSeconds(30))
                .idleConnectionPeriod(Duration.ofSeconds(5))
                .maxPayloadSize(16 * 1024);
    }

    private static void requireFree(String host, int port) {
        if (port == 0) {
            return;
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            throw new PortTakenException(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + host + ":" + port, e);
        }
    }
}
