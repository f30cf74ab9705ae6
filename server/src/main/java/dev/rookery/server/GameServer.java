package dev.rookery.server;

import dev.rookery.game.GameType;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.MetricsRegistry;
import dev.rookery.server.room.RoomFault;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.session.FrontDesk;
import dev.rookery.server.session.SendTier;
import dev.rookery.server.session.Sessions;
import dev.rookery.server.tick.TickLoops;
import dev.rookery.server.transport.HandshakeResult;
import dev.rookery.server.transport.HttpViews;
import dev.rookery.server.transport.OriginPolicy;
import dev.rookery.server.transport.TransportConfig;
import dev.rookery.server.transport.TransportCounters;
import dev.rookery.server.transport.WebServers;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The running server: builds the object graph, starts it in order and stops it in the opposite one. Safe for any thread.
public final class GameServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GameServer.class.getName());
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_SOCKETS = 10_000;
    private static final int MAX_SOCKETS_PER_ADDRESS = 200;
    private static final int MAX_MESSAGE_BYTES = 4096;
    private static final int MAX_FIRST_MESSAGE_BYTES = 512;

    private final Matchmaker matchmaker;
    private final TickLoops loops;
    private final Sessions sessions;
    private final Counters counters;
    private final MetricsRegistry metrics;
    private final ScheduledExecutorService deadlines;
    private final WebServers web;
    private volatile boolean draining;

    private GameServer(ServerConfig config, List<GameType<?>> games, LongSupplier nanoTime) {
        SecureRandom secure = new SecureRandom();
        ControlCodec control = new ControlCodec();
        counters = new Counters();
        metrics = new MetricsRegistry(counters);
        loops = new TickLoops(nanoTime, counters, metrics.tickTimes());
        matchmaker = new Matchmaker(
                games, loops, config.rooms(), config.maxRooms(), control, counters, secure, GameServer::report);
        sessions = new Sessions(secure);
        deadlines = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("deadlines").factory());
        FrontDesk desk = new FrontDesk(
                matchmaker,
                sessions,
                config.sessions(),
                config.rooms().keepSeatMillis(),
                config.node(),
                control,
                counters,
                deadlines,
                nanoTime);
        TransportConfig transport = new TransportConfig(
                config.host(),
                config.port(),
                config.adminPort(),
                MAX_SOCKETS,
                MAX_SOCKETS_PER_ADDRESS,
                MAX_MESSAGE_BYTES,
                MAX_FIRST_MESSAGE_BYTES,
                new OriginPolicy(Set.of(), OriginPolicy.Absent.FROM_LOOPBACK));
        HttpViews views =
                new HttpViews(this::status, this::rooms, this::isAlive, () -> !draining && isAlive(), metrics::scrape);
        web = WebServers.start(transport, desk, views, nanoTime);
        metrics.gauge("sessions", "Sessions with a live connection.", sessions::connected);
        metrics.gauge("seats_held", "Seats held, those of people away included.", sessions::seated);
        metrics.gauge("rooms", "Open rooms.", matchmaker::roomCount);
        metrics.gauge("connections", "Open sockets.", web::openSockets);
        metrics.gauge("writers_stalled", "Sockets that have taken nothing for a second.", web::stalledWriters);
        metrics.gauge("outbox_bytes", "Bytes of snapshots that wait to be written.", sessions::waitingBytes);
        for (SendTier tier : SendTier.values()) {
            metrics.gauge(
                    "tier_sessions",
                    "Sessions with a live connection, by how much of the stream they are sent.",
                    () -> sessions.inTier(tier),
                    "tier",
                    tier.label());
        }
        show(web.counters());
    }

    /// Starts a server for these games; it accepts players when this returns.
    ///
    /// @throws dev.rookery.server.transport.PortTakenException if a port is in use
    /// @throws IllegalArgumentException if a game's annotations contradict, with a sentence for its author
    public static GameServer start(ServerConfig config, List<GameType<?>> games) {
        return start(config, games, System::nanoTime);
    }

    /// The same on another monotonic clock, for tests.
    static GameServer start(ServerConfig config, List<GameType<?>> games, LongSupplier nanoTime) {
        return new GameServer(config, games, nanoTime);
    }

    /// Port of the game, the real one.
    public int port() {
        return web.gamePort();
    }

    /// Port of the admin listener, the real one.
    public int adminPort() {
        return web.adminPort();
    }

    public Counters counters() {
        return counters;
    }

    /// Sessions with a live connection.
    public int connectedSessions() {
        return sessions.connected();
    }

    /// Bytes of snapshots that wait to be written, of all sessions together.
    long waitingBytes() {
        return sessions.waitingBytes();
    }

    /// Seats held, those of people away included.
    int heldSeats() {
        return sessions.seated();
    }

    /// WebSockets open now.
    int openSockets() {
        return web.openSockets();
    }

    public int openRooms() {
        return matchmaker.roomCount();
    }

    private boolean isAlive() {
        return loops.longestSilenceNanos() < STUCK_NANOS;
    }

    private HttpViews.ServerStatus status() {
        return new HttpViews.ServerStatus(!draining, draining ? 2000 : 0);
    }

    private List<HttpViews.RoomListing> rooms() {
        return matchmaker.publicRooms().stream().map(GameServer::listing).toList();
    }

    private static HttpViews.RoomListing listing(RoomProxy room) {
        return new HttpViews.RoomListing(
                room.id(),
                room.terms().game(),
                room.status().people(),
                room.status().bots(),
                room.terms().seats(),
                room.terms().settings());
    }

    private void show(TransportCounters sockets) {
        String handshakes = "Requests to open a socket, by what became of them.";
        for (HandshakeResult result : HandshakeResult.values()) {
            metrics.counter("handshakes", handshakes, sockets, s -> s.handshakes(result), "result", result.token());
        }
        String bytes = "Bytes on sockets.";
        metrics.counter("bytes", bytes, sockets, TransportCounters::receivedBytes, "direction", "in");
        metrics.counter("bytes", bytes, sockets, TransportCounters::sentBytes, "direction", "out");
        String messages = "Messages on sockets.";
        metrics.counter("messages", messages, sockets, TransportCounters::receivedMessages, "direction", "in");
        metrics.counter("messages", messages, sockets, TransportCounters::sentMessages, "direction", "out");
        metrics.counter("writes", "Writes to sockets.", sockets, TransportCounters::writes);
        metrics.counter(
                "pings_ignored",
                "Pings beyond the rate that is answered.",
                sockets,
                TransportCounters::ignoredPings);
        metrics.counter(
                "slow_requests",
                "HTTP requests that took too long and were cut.",
                sockets,
                TransportCounters::slowRequests);
    }

    private static void report(RoomFault fault) {
        LOG.log(
                System.Logger.Level.ERROR,
                "ev=room.fault room=" + fault.room() + " game=" + fault.game() + " tick=" + fault.tick(),
                fault.cause());
    }

    /// Players are told, rooms end at their next tick, sockets close with 1012 and a hint, then the listeners stop.
    @Override
    public void close() {
        draining = true;
        matchmaker.drain();
        web.stop();
        deadlines.shutdownNow();
        metrics.close();
    }
}
