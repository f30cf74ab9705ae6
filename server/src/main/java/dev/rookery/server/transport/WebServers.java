package dev.rookery.server.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.RetryHint;
import dev.rookery.server.access.AddressLimits;
import dev.rookery.server.log.EventLog;
import dev.rookery.server.session.ConnectionAcceptor;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The two listeners, running: the game's, with page, HTTP and sockets, and the admin's on 127.0.0.1. Safe for any
/// thread.
public final class WebServers {
    private static final String PAGE = "web"; // where the build puts the client
    private static final String CONSOLE = "console"; // likewise the admin's page
    private static final String ADMIN = "admin";
    private static final String ADMIN_HOST = "127.0.0.1";

    private static final int FIRST_UNPRIVILEGED_PORT = 1024; // below, to be taken and to be forbidden look the same
    private static final long RESERVED_DESCRIPTORS = 200;
    private static final long MAX_TCP_CONNECTIONS = 1_000_000;

    private final OpenConnections connections;
    private final TransportCounters counters;
    private final ConnectionWatch watch;
    private final WebServer server;
    private final @Nullable TlsIdentity tls; // null for plain HTTP
    private final PacedIo io;
    private final LongSupplier nanoTime;
    private volatile boolean stopping;

    private WebServers(
            TransportConfig config,
            AddressLimits addresses,
            ConnectionAcceptor acceptor,
            HttpViews views,
            AdminDoor admin,
            StaticPage page,
            EventLog log,
            PacedIo io,
            LongSupplier nanoTime) {
        this.io = io;
        this.nanoTime = nanoTime;
        int tcpConnections = maxTcpConnections();
        connections = new OpenConnections(
                Math.min(config.sockets().max(), tcpConnections - tcpConnections / 10), addresses);
        counters = new TransportCounters();
        tls = config.tls().isOn() ? new TlsIdentity(config.tls()) : null;
        var deadlines = new RequestDeadlines(config.http(), nanoTime, counters);
        var security = new SecurityHeaders(config.isSecure());
        var adminSecurity = new SecurityHeaders(false);
        watch = new ConnectionWatch(List.of(this::checkConnections, deadlines::check, io::sweep), nanoTime);
        var upgrader = new WebSocketUpgrader(
                config,
                acceptor,
                connections,
                addresses,
                deadlines,
                log,
                () -> stopping ? new HttpViews.ServerStatus(false, false, 0) : views.status().get(),
                io,
                nanoTime,
                counters);
        var feed = new AdminFeed(admin.node(), admin.rooms(), deadlines, () -> stopping);
        var adminViews = new AdminViews(admin.moderation(), admin.rooms(), feed);
        var api = new AdminApi(
                admin,
                () -> reload(admin.reload()),
                adminViews,
                config.http(),
                nanoTime,
                this::gamePort,
                config.tls().isOn());
        var console = new StaticPage(WebServers.class.getClassLoader(), CONSOLE);
        Playground playground =
                config.dev().playground() ? new Playground(views.games(), WebServers.class.getClassLoader()) : null;
        var http1 = Http1Config.builder()
                .name("http_1_1")
                .maxPrologueLength(2048)
                .maxHeadersSize(config.http().headerBytes())
                .addReceiveListener(deadlines)
                .build();
        var gameProtocol = Http1ConnectionSelector.builder()
                .config(http1)
                .addUpgrader(upgrader)
                .build();
        var adminProtocol = Http1ConnectionSelector.builder().config(http1).build();
        server = WebServer.builder()
                .shutdownHook(false) // it would cut all sockets without a close frame
                .featuresDiscoverServices(false)
                .update(listener -> bound(listener, config.http(), security))
                .connectionOptions(io.watched(socketOptions()))
                .update(listener -> {
                    if (tls != null) {
                        listener.tls(Tls.builder()
                                .sslContext(WatchedSslContext.of(tls, deadlines::handshake))
                                .build());
                    }
                })
                .host(config.host())
                .port(config.port())
                .maxTcpConnections(tcpConnections)
                .addConnectionSelector(deadlines.watched(gameProtocol))
                .routing(new HttpRoutes(views, new LobbyApi(views, config, nanoTime), page, playground)
                        .routing(deadlines, security))
                .putSocket(
                        ADMIN,
                        ListenerConfig.builder()
                                .update(listener -> bound(listener, config.http(), adminSecurity))
                                .name(ADMIN)
                                .host(ADMIN_HOST)
                                .port(config.adminPort())
                                .addConnectionSelector(deadlines.watched(adminProtocol))
                                .routing(new AdminRoutes(views, () -> gameAddress(config.host()), api, console, config.metricsNeedToken())
                                        .routing(deadlines, adminSecurity))
                                .build())
                .build();
    }

    /// Starts both listeners; they accept when this returns.
    ///
    /// @throws PortTakenException if one of the ports is in use
    /// @throws UncheckedIOException if one of them cannot be listened on for another reason
    public static WebServers start(
            TransportConfig config,
            AddressLimits addresses,
            ConnectionAcceptor acceptor,
            HttpViews views,
            AdminDoor admin,
            EventLog log,
            PacedIo io,
            LongSupplier nanoTime) {
        return start(config, addresses, acceptor, views, admin, PAGE, log, io, nanoTime);
    }

    /// @param pageRoot folder on the class path whose files are served
    static WebServers start(
            TransportConfig config,
            AddressLimits addresses,
            ConnectionAcceptor acceptor,
            HttpViews views,
            AdminDoor admin,
            String pageRoot,
            EventLog log,
            PacedIo io,
            LongSupplier nanoTime) {
        // Helidon only logs why a listener did not start.
        requireFree(config.host(), config.port());
        requireFree(ADMIN_HOST, config.adminPort());
        var page = new StaticPage(WebServers.class.getClassLoader(), pageRoot);
        var servers = new WebServers(config, addresses, acceptor, views, admin, page, log, io, nanoTime);
        io.start();
        servers.server.start();
        if (!servers.server.isRunning()) {
            servers.watch.close();
            io.stop();
            throw new IllegalStateException("the listeners did not start: port=" + config.port());
        }
        io.check(servers.gameAddress(config.host()));
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

    /// WebSockets whose write under way has taken nothing for a second.
    public int stalledWriters() {
        long now = nanoTime.getAsLong();
        return (int) connections.connections().stream()
                .filter(connection -> connection.isStalled(now))
                .count();
    }

    public TransportCounters counters() {
        return counters;
    }

    /// Reads certificate and key again, for the connections from now on.
    ///
    /// @throws IllegalArgumentException with a sentence, if they cannot be used; then nothing changes
    public void reloadTls() {
        if (tls != null) {
            tls.reload();
        }
    }

    private void reload(Runnable others) {
        reloadTls();
        others.run();
    }

    /// Refuses new sockets, and closes those that are open with 1012, after all that waits for them; returns at once. Each
    /// is cut 2 s later if it has not answered. May be called again, for sockets that were just being opened.
    public void closeSockets(RetryHint hint) {
        stopping = true;
        String reason = CloseCode.RESTARTING.reason(hint);
        connections.connections().forEach(connection -> connection.close(CloseCode.RESTARTING, reason));
    }

    /// Ends both listeners; sockets that are still open are cut.
    public void stop() {
        stopping = true;
        server.stop();
        io.stop();
        watch.close();
    }

    private void checkConnections(long now) {
        connections.connections().forEach(connection -> connection.checkDeadlines(now));
    }

    private InetSocketAddress gameAddress(String host) {
        InetSocketAddress configured = new InetSocketAddress(host, gamePort());
        return configured.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), gamePort())
                : configured;
    }

    /// How many connections the process can hold. Running out of file descriptors would end Helidon's listener for good,
    /// so beyond this a connection waits unanswered; sockets are refused with words before it comes to that.
    private static int maxTcpConnections() {
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : MAX_TCP_CONNECTIONS;
        return (int) Math.min(Math.max(descriptors - RESERVED_DESCRIPTORS, descriptors / 2), MAX_TCP_CONNECTIONS);
    }

    /// The bounds that both listeners share.
    private static void bound(ListenerConfig.BuilderBase<?, ?> listener, HttpLimits limits, SecurityHeaders security) {
        listener.useNio(false) // half the buffers for each connection
                .backlog(4096)
                .putListenerSocketOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024)
                .connectionOptions(socketOptions())
                .idleConnectionTimeout(Duration.ofSeconds(30))
                .idleConnectionPeriod(Duration.ofSeconds(5))
                .maxPayloadSize(limits.bodyBytes())
                .protocolsDiscoverServices(false) // ours is the only protocol, so that it need not be guessed
                .errorHandling(ErrorHandling.builder().includeEntity(true).build()) // it is ours, see HttpAnswers
                .directHandlers(HttpAnswers.directHandlers(security));
    }

    private static SocketOptions socketOptions() {
        return SocketOptions.builder()
                .tcpNoDelay(true)
                .socketSendBufferSize(64 * 1024)
                .build();
    }

    private static void requireFree(String host, int port) {
        if (port == 0) {
            return;
        }
        try {
            bind(host, port);
        } catch (IOException e) {
            if (e instanceof BindException && port >= FIRST_UNPRIVILEGED_PORT && canBindOtherPorts(host)) {
                throw new PortTakenException(port, e);
            }
            throw new UncheckedIOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static boolean canBindOtherPorts(String host) {
        try {
            bind(host, 0);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void bind(String host, int port) throws IOException {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        }
    }
}
