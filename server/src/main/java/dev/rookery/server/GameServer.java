package dev.rookery.server;

import dev.rookery.game.GameType;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.access.AccessControl;
import dev.rookery.server.access.AddressHash;
import dev.rookery.server.access.AddressLimits;
import dev.rookery.server.access.AdminToken;
import dev.rookery.server.access.AuditEvent;
import dev.rookery.server.access.AuditLog;
import dev.rookery.server.access.DataDirectory;
import dev.rookery.server.access.SanctionList;
import dev.rookery.server.admin.DrainSwitch;
import dev.rookery.server.admin.Moderation;
import dev.rookery.server.admin.NodeWatch;
import dev.rookery.server.admin.RoomOrders;
import dev.rookery.server.admin.RoomWatch;
import dev.rookery.server.drain.Drain;
import dev.rookery.server.drain.DrainSteps;
import dev.rookery.server.lobby.Lobby;
import dev.rookery.server.log.EventLog;
import dev.rookery.server.log.LogEvent;
import dev.rookery.server.log.LogOrigin;
import dev.rookery.server.log.LogSink;
import dev.rookery.server.log.LogType;
import dev.rookery.server.log.LoggerSink;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.MetricsRegistry;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.session.FrontDesk;
import dev.rookery.server.session.SeatInspector;
import dev.rookery.server.session.Sessions;
import dev.rookery.server.session.Spectators;
import dev.rookery.server.tick.TickLoops;
import dev.rookery.server.transport.AdminDoor;
import dev.rookery.server.transport.HttpViews;
import dev.rookery.server.transport.PacedIo;
import dev.rookery.server.transport.PlaygroundGame;
import dev.rookery.server.transport.WebServers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The running server: builds the object graph, starts it in order and stops it in the opposite one. Safe for any thread.
public final class GameServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GameServer.class.getName());
    private static final long INSPECTION_MILLIS = 1000;
    private static final long QUEUE_MILLIS = 250; // a seat that is free for so long is no loss, and newcomers cannot take it
    private static final long FILES_MILLIS = 2000;
    private static final long FORGETTING_MILLIS = 60_000;

    private final Matchmaker matchmaker;
    private final Containment containment;
    private final Sessions sessions;
    private final Spectators spectators;
    private final Counters counters;
    private final MetricsRegistry metrics;
    private final ScheduledExecutorService deadlines;
    private final AuditLog audit;
    private final AdminToken adminToken;
    private final EventLog log;
    private final WebServers web;
    private final Drain drain;

    private GameServer(
            ServerConfig config,
            List<GameType<?>> games,
            InstantSource clock,
            LongSupplier nanoTime,
            HeapGuard.Heap memory,
            Output output) {
        SecureRandom secure = new SecureRandom();
        ControlCodec control = new ControlCodec(config.sessions().jsonDepth());
        counters = new Counters();
        metrics = new MetricsRegistry(counters);
        DataDirectory directory = new DataDirectory(config.dataDirectory());
        AddressHash addresses = AddressHash.of(directory, secure, clock);
        log = new EventLog(
                output.sink(),
                config.log().format(),
                new LogOrigin(config.node(), ProductVersion.number(), addresses),
                clock,
                nanoTime,
                counters);
        output.begun().accept(log);
        reportStart(config);
        PacedIo io = new PacedIo(config.transport().io(), config.tls().isOn(), nanoTime);
        TickLoops loops = new TickLoops(nanoTime, counters, metrics.tickTimes(), io::newPulse);
        RoomInstruments instruments = new RoomInstruments(counters, metrics.latencyTimes(), nanoTime);
        HeapGuard heap = new HeapGuard(memory, nanoTime);
        matchmaker = new Matchmaker(
                games,
                loops,
                config.rooms(),
                config.maxRooms(),
                control,
                instruments,
                secure,
                heap::capacity,
                new FaultLog(heap::isFull, nanoTime),
                output.onRoom());
        sessions = new Sessions(secure);
        spectators = new Spectators(config.spectators(), control, counters, nanoTime, secure, io::newStandPulse);
        containment = new Containment(loops, matchmaker, sessions, spectators, heap, counters, nanoTime);
        deadlines = deadlines();
        adminToken = AdminToken.of(config.admin().token(), directory, secure);
        AddressLimits limits = new AddressLimits(config.addresses(), nanoTime);
        SanctionList sanctions = new SanctionList(directory, clock);
        audit = new AuditLog(directory, config.audit(), addresses, clock, config.node(), counters);
        AccessControl access =
                new AccessControl(config.tickets(), sanctions, limits, addresses, audit, counters, clock, secure);
        drain = new Drain(
                config.drain(),
                new Steps(),
                config.node(),
                task -> Thread.ofPlatform().name("drain").start(task),
                nanoTime);
        SeatInspector inspector = new SeatInspector(sessions, spectators, access);
        FrontDesk desk = new FrontDesk(
                matchmaker,
                sessions,
                spectators,
                access,
                config.sessions(),
                config.rooms().keepSeatMillis(),
                config.node(),
                control,
                counters,
                deadlines,
                log,
                nanoTime,
                drain::hint);
        HttpViews views = new HttpViews(
                this::status,
                new Lobby(matchmaker, access),
                () -> matchmaker.games().stream().map(PlaygroundGame::of).toList(),
                containment::isAlive,
                () -> drain.isServing() && containment.isReady(),
                metrics::scrape);
        Moderation moderation = new Moderation(
                sessions,
                spectators,
                sanctions,
                inspector,
                addresses,
                audit,
                clock,
                Duration.ofSeconds(config.tickets().maxLifetimeSeconds() + config.tickets().leewaySeconds()));
        NodeWatch watch = new NodeWatch(
                config.node(),
                ProductVersion.number(),
                matchmaker,
                sessions,
                counters,
                new NodeWatch.Traffic(this::receivedBytes, this::sentBytes, this::openSockets),
                drain,
                () -> drain.isServing() && containment.isReady(),
                clock,
                nanoTime);
        AdminDoor admin = new AdminDoor(
                adminToken,
                moderation,
                access::reloadKeys,
                new DrainSwitch(drain, audit),
                new RoomOrders(matchmaker, spectators.passes(), audit),
                new RoomWatch(matchmaker, sessions, spectators, nanoTime),
                watch,
                config.admin().page());
        web = WebServers.start(config.listeners(), limits, desk, views, admin, log, io, nanoTime);
        repeat(inspector, INSPECTION_MILLIS);
        repeat(watch::look, NodeWatch.PERIOD_MILLIS);
        repeat(this::serveQueue, QUEUE_MILLIS);
        repeat(limits::forgetQuiet, FORGETTING_MILLIS);
        repeat(new WatchedFiles(files(config), () -> {
            web.reloadTls();
            access.reloadKeys();
        }), FILES_MILLIS);
        new NodeMetrics(metrics).show(sessions, spectators, matchmaker, drain, web);
        containment.start(metrics);
        log.write(LogEvent.of(LogType.NODE_READY).with("port", port()).with("adminPort", adminPort()));
    }

    private void serveQueue() {
        matchmaker.queue().serve();
        matchmaker.queue().tellPlaces();
    }

    private void reportStart(ServerConfig config) {
        log.write(LogEvent.of(LogType.NODE_START)
                .with("java", Runtime.version().toString())
                .with("processors", Runtime.getRuntime().availableProcessors())
                .with("maxHeapMiB", Runtime.getRuntime().maxMemory() / 1024 / 1024)
                .with("maxRooms", config.maxRooms())
                .with("maxSockets", config.sockets().max())
                .with("tls", config.tls().isOn())
                .with("tickets", config.tickets().mode().name().toLowerCase(Locale.ROOT)));
    }

    private static ScheduledExecutorService deadlines() {
        var thread = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadlines").factory());
        thread.setRemoveOnCancelPolicy(true);
        return thread;
    }

    private static List<String> files(ServerConfig config) {
        return Stream.concat(
                        Stream.of(config.tls().certificate(), config.tls().key()),
                        config.tickets().keyFiles().stream())
                .filter(file -> !file.isEmpty())
                .toList();
    }

    private void repeat(Runnable task, long periodMillis) {
        var _ = deadlines.scheduleWithFixedDelay(
                Containment.lasting(task), periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    /// Starts a server for these games; it accepts players when this returns.
    ///
    /// @throws IllegalArgumentException if strangers could reach it without TLS, or a file that the settings name cannot be used,
    /// with a sentence for the person who starts it
    /// @throws dev.rookery.server.transport.PortTakenException if a port is in use
    /// @throws IllegalArgumentException if a game's annotations contradict, with a sentence for its author
    public static GameServer start(ServerConfig config, List<GameType<?>> games) {
        return start(config, games, System::nanoTime);
    }

    /// The same for a tool that watches the rooms.
    ///
    /// @param onRoom told about each new room before its thread starts, on the thread of whoever opens it
    public static GameServer start(ServerConfig config, List<GameType<?>> games, Consumer<RoomLoop<?>> onRoom) {
        Output output = new Output(new LoggerSink(), log -> {}, onRoom);
        return start(config, games, InstantSource.system(), System::nanoTime, HeapGuard.ofProcess(), output);
    }

    /// The same, with its lines written to `sink`.
    ///
    /// @param begun told of the log before anything else happens
    static GameServer start(ServerConfig config, List<GameType<?>> games, LogSink sink, Consumer<EventLog> begun) {
        Output output = new Output(sink, begun);
        return start(config, games, InstantSource.system(), System::nanoTime, HeapGuard.ofProcess(), output);
    }

    /// The same on another monotonic clock, for tests.
    static GameServer start(ServerConfig config, List<GameType<?>> games, LongSupplier nanoTime) {
        return start(config, games, InstantSource.system(), nanoTime);
    }

    /// @param clock for what expires at a time of day
    static GameServer start(ServerConfig config, List<GameType<?>> games, InstantSource clock, LongSupplier nanoTime) {
        return start(config, games, clock, nanoTime, HeapGuard.ofProcess());
    }

    /// @param memory the heap, as the guard is to see it
    static GameServer start(
            ServerConfig config,
            List<GameType<?>> games,
            InstantSource clock,
            LongSupplier nanoTime,
            HeapGuard.Heap memory) {
        return start(config, games, clock, nanoTime, memory, new Output(new LoggerSink(), log -> {}));
    }

    /// Where lines go.
    ///
    /// @param begun told of the log before anything else happens
    /// @param onRoom told about each new room before its thread starts
    record Output(LogSink sink, Consumer<EventLog> begun, Consumer<RoomLoop<?>> onRoom) {
        Output(LogSink sink, Consumer<EventLog> begun) {
            this(sink, begun, room -> {});
        }
    }

    static GameServer start(
            ServerConfig config,
            List<GameType<?>> games,
            InstantSource clock,
            LongSupplier nanoTime,
            HeapGuard.Heap memory,
            Output output) {
        Exposure exposure = Exposure.of(HostAddresses.of(config.host()), config.isSecure(), config.insecure());
        if (exposure == Exposure.REFUSED) {
            throw new IllegalArgumentException(Exposure.refusal(config.host()));
        }
        GameServer server = new GameServer(config, games, clock, nanoTime, memory, output);
        if (exposure == Exposure.WARNED) {
            LOG.log(System.Logger.Level.WARNING, Exposure.WARNING);
        }
        return server;
    }

    /// Port of the game, the real one.
    public int port() {
        return web.gamePort();
    }

    /// Port of the admin listener, the real one.
    public int adminPort() {
        return web.adminPort();
    }

    /// What to tell whoever started the server of the admin's token; null if it is known already.
    public @Nullable String newAdminToken() {
        return adminToken.announcement();
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

    /// People who wait for a seat.
    int waiting() {
        return matchmaker.queue().size();
    }

    /// Ends all rooms at their next tick; the server goes on.
    void closeRooms() {
        matchmaker.closeRooms();
    }

    /// Seats held, those of people away included.
    int heldSeats() {
        return sessions.seated();
    }

    /// People who watch.
    public int spectators() {
        return spectators.count();
    }

    /// Rooms that are watched.
    int stands() {
        return spectators.stands();
    }

    private long receivedBytes() {
        return web.counters().receivedBytes();
    }

    private long sentBytes() {
        return web.counters().sentBytes();
    }

    /// WebSockets open now.
    int openSockets() {
        return web.openSockets();
    }

    public int openRooms() {
        return matchmaker.roomCount();
    }

    private HttpViews.ServerStatus status() {
        boolean isServing = drain.isServing();
        return new HttpViews.ServerStatus(isServing, drain.isResumable(), isServing ? 0 : drain.hint().afterMillis());
    }

    /// How this server ends.
    public Drain drain() {
        return drain;
    }

    /// Ends it now: rooms at their next tick, sockets with 1012 and a hint, then the listeners. Waits until that is done.
    @Override
    public void close() {
        if (!drain.begin(Drain.Cause.PROGRAM, 0)) {
            drain.hurry();
        }
        try {
            drain.awaitStopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }

    /// What the drain does to the parts of this server; its calls come from whoever begins, and then from the drain's thread.
    private final class Steps implements DrainSteps {
        @Override
        public void begun(Drain.Cause cause, int noticeSeconds) {
            if (cause == Drain.Cause.SIGNAL) {
                audit.write(new AuditEvent(AuditEvent.Type.DRAIN, "signal", null, null, null, null, true));
            }
        }

        @Override
        public int players() {
            return sessions.connected();
        }

        @Override
        public int rooms() {
            return matchmaker.roomCount();
        }

        @Override
        public int matches() {
            return matchmaker.matchCount();
        }

        @Override
        public int sockets() {
            return web.openSockets();
        }

        @Override
        public void drainRooms(int noticeSeconds, int matchSeconds) {
            matchmaker.drain(noticeSeconds, matchSeconds);
        }

        @Override
        public void closeRooms() {
            matchmaker.closeRooms();
        }

        @Override
        public void closeSockets() {
            web.closeSockets(drain.hint());
        }

        @Override
        public void stop() {
            web.stop();
            deadlines.shutdownNow();
            containment.close();
            audit.close();
            metrics.close();
        }
    }
}
