package dev.rookery.server.transport;

import dev.rookery.protocol.RetryHint;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.access.AccessControl;
import dev.rookery.server.access.AddressConfig;
import dev.rookery.server.access.AddressHash;
import dev.rookery.server.access.AddressLimits;
import dev.rookery.server.access.AdminToken;
import dev.rookery.server.access.AuditConfig;
import dev.rookery.server.access.AuditLog;
import dev.rookery.server.access.DataDirectory;
import dev.rookery.server.access.ForwardedFor;
import dev.rookery.server.access.Network;
import dev.rookery.server.access.SanctionList;
import dev.rookery.server.access.TicketConfig;
import dev.rookery.server.admin.DrainSwitch;
import dev.rookery.server.admin.Moderation;
import dev.rookery.server.admin.NodeWatch;
import dev.rookery.server.admin.RoomOrders;
import dev.rookery.server.admin.RoomWatch;
import dev.rookery.server.drain.Drain;
import dev.rookery.server.drain.DrainConfig;
import dev.rookery.server.lobby.Lobby;
import dev.rookery.server.log.EventLog;
import dev.rookery.server.match.Capacity;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.MetricsRegistry;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomPulse;
import dev.rookery.server.session.ConnectionAcceptor;
import dev.rookery.server.session.SeatInspector;
import dev.rookery.server.session.Sessions;
import dev.rookery.server.session.SpectatorLimits;
import dev.rookery.server.session.Spectators;
import dev.rookery.server.tick.TickLoops;
import dev.rookery.server.transport.HttpViews.ServerStatus;
import dev.rookery.testing.EventLogs;
import dev.rookery.testing.RecordingSteps;
import dev.rookery.testing.TestedTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Both listeners on free ports of this machine, on a clock that only the test moves.
final class ServerUnderTest implements AutoCloseable {
    static final RetryHint HINT = new RetryHint(1234, 567);
    static final String ADMIN_TOKEN = "the-token-of-these-tests";

    final WebServers servers;
    final PacedIo io;
    volatile boolean accepting = true;
    volatile boolean resuming = true;
    volatile boolean live = true;
    volatile boolean ready = true;
    volatile boolean broken;
    private final EventLog log = EventLogs.unread();
    private final AtomicLong nanoTime = new AtomicLong();

    ServerUnderTest(TransportConfig config, ConnectionAcceptor acceptor) {
        this(config, AddressConfig.DEFAULT, acceptor);
    }

    ServerUnderTest(TransportConfig config, AddressConfig addresses, ConnectionAcceptor acceptor) {
        this(config, addresses, acceptor, TestedTransport.mode());
    }

    ServerUnderTest(TransportConfig config, AddressConfig addresses, ConnectionAcceptor acceptor, IoMode mode) {
        AddressLimits limits = new AddressLimits(addresses, nanoTime::get);
        io = new PacedIo(mode, config.tls().isOn(), nanoTime::get);
        servers = WebServers.start(
                config, limits, acceptor, views(limits), admin(limits, nanoTime::get), "testpage", log, io, nanoTime::get);
    }

    /// With the limits that real players meet.
    static ServerUnderTest withRealLimits(ConnectionAcceptor acceptor) {
        return new ServerUnderTest(config(1000, 4096, 512), acceptor);
    }

    /// With messages up to 1 MiB from the start.
    static ServerUnderTest withLargeMessages(ConnectionAcceptor acceptor) {
        int mebibyte = 1024 * 1024;
        return new ServerUnderTest(config(1000, mebibyte, mebibyte), acceptor);
    }

    static TransportConfig config(int maxSockets, int maxMessageBytes, int maxFirstMessageBytes) {
        return config("127.0.0.1", 0, 0, sockets(maxSockets, maxMessageBytes, maxFirstMessageBytes), TlsConfig.NONE, List.of());
    }

    static TransportConfig listeningOn(String host, int port, int adminPort) {
        return config(host, port, adminPort, sockets(1000, 4096, 512), TlsConfig.NONE, List.of());
    }

    /// With certificate and key.
    static TransportConfig overTls(TlsConfig tls) {
        return config("127.0.0.1", 0, 0, sockets(1000, 4096, 512), tls, List.of());
    }

    /// With proxies whose word is taken.
    static TransportConfig behind(Network... proxies) {
        return config("127.0.0.1", 0, 0, sockets(1000, 4096, 512), TlsConfig.NONE, List.of(proxies));
    }

    private static TransportConfig config(
            String host, int port, int adminPort, SocketLimits sockets, TlsConfig tls, List<Network> proxies) {
        return new TransportConfig(
                host,
                port,
                adminPort,
                sockets,
                0,
                HttpLimits.DEFAULT,
                tls,
                OriginConfig.DEFAULT,
                new ForwardedFor(proxies),
                tls.isOn(),
                false,
                DevConfig.DEFAULT);
    }

    private static SocketLimits sockets(int max, int maxMessageBytes, int maxFirstMessageBytes) {
        SocketLimits usual = SocketLimits.DEFAULT;
        return new SocketLimits(
                max,
                1_000_000, // the test's clock does not move by itself
                maxMessageBytes,
                maxFirstMessageBytes,
                usual.fragments(),
                usual.pingsPerSecond());
    }

    /// The usual limits, but so many sockets for each address.
    static AddressConfig socketsPerAddress(int sockets) {
        AddressConfig usual = AddressConfig.DEFAULT;
        return new AddressConfig(
                sockets,
                usual.seats(),
                usual.handshakesPerSecond(),
                usual.handshakeBurst(),
                usual.roomsPerMinute(),
                usual.unclaimedRooms(),
                usual.waiting(),
                usual.requestsPerSecond(),
                usual.failuresPerMinute(),
                usual.exempt());
    }

    int port() {
        return servers.gamePort();
    }

    RawWebSocket connect() {
        return RawWebSocket.open(port());
    }

    /// Of a room of this server.
    RoomPulse newPulse() {
        return io.newPulse();
    }

    long nanoTime() {
        return nanoTime.get();
    }

    void advanceSeconds(int seconds) {
        advanceMillis(1000 * seconds);
    }

    void advanceMillis(int millis) {
        nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static AdminDoor admin(AddressLimits limits, LongSupplier nanoTime) {
        RandomGenerator random = new SplittableRandom(1);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));
        Counters counters = new Counters();
        DataDirectory nowhere = new DataDirectory("");
        AddressHash addresses = AddressHash.of(nowhere, random, clock);
        AuditLog audit = new AuditLog(nowhere, AuditConfig.DEFAULT, addresses, clock, "test", counters);
        SanctionList sanctions = new SanctionList(nowhere, clock);
        Sessions sessions = new Sessions(random);
        AccessControl access = access(limits);
        Spectators spectators = new Spectators(SpectatorLimits.DEFAULT, new ControlCodec(), counters, nanoTime, random, () -> RoomPulse.NONE);
        SeatInspector inspector = new SeatInspector(sessions, spectators, access);
        Moderation moderation =
                new Moderation(sessions, spectators, sanctions, inspector, addresses, audit, clock, Duration.ofDays(1));
        Drain drain = new Drain(DrainConfig.DEFAULT, new RecordingSteps(), "test", task -> {}, nanoTime);
        Matchmaker matchmaker = matchmaker(nanoTime);
        NodeWatch watch = new NodeWatch(
                "test",
                "test",
                matchmaker,
                sessions,
                counters,
                new NodeWatch.Traffic(() -> 0, () -> 0, () -> 0),
                drain,
                () -> true,
                clock,
                nanoTime);
        return new AdminDoor(
                AdminToken.of(ADMIN_TOKEN, nowhere, random),
                moderation,
                () -> {},
                new DrainSwitch(drain, audit),
                new RoomOrders(matchmaker, spectators.passes(), audit),
                new RoomWatch(matchmaker, sessions, spectators, nanoTime),
                watch,
                "");
    }

    /// Of no games.
    private static Matchmaker matchmaker(LongSupplier nanoTime) {
        Counters counters = new Counters();
        return new Matchmaker(
                List.of(),
                new TickLoops(nanoTime, counters, new MetricsRegistry(counters).tickTimes()),
                RoomLimits.DEFAULT,
                1,
                new ControlCodec(8),
                RoomInstruments.unread(),
                new SplittableRandom(1),
                () -> Capacity.ROOMS,
                fault -> {});
    }

    private ServerStatus status() {
        if (broken) {
            throw new IllegalStateException("a secret of the inside");
        }
        return new ServerStatus(accepting, resuming, accepting ? 0 : 1500);
    }

    private static AccessControl access(AddressLimits limits) {
        RandomGenerator random = new SplittableRandom(1);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));
        DataDirectory nowhere = new DataDirectory("");
        AddressHash addresses = AddressHash.of(nowhere, random, clock);
        Counters counters = new Counters();
        AuditLog audit = new AuditLog(nowhere, AuditConfig.DEFAULT, addresses, clock, "test", counters);
        SanctionList sanctions = new SanctionList(nowhere, clock);
        return new AccessControl(TicketConfig.NONE, sanctions, limits, addresses, audit, counters, clock, random);
    }

    private HttpViews views(AddressLimits limits) {
        return new HttpViews(
                this::status,
                new Lobby(matchmaker(nanoTime::get), access(limits)),
                List::of,
                () -> live,
                () -> ready,
                () -> "rookery_sessions 0\n");
    }

    @Override
    public void close() {
        log.close();
        servers.closeSockets(HINT);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (servers.openSockets() > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        servers.stop();
    }
}
