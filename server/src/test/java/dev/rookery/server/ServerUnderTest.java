package dev.rookery.server;

import dev.rookery.games.Games;
import dev.rookery.game.GameType;
import dev.rookery.server.config.Settings;
import dev.rookery.server.log.LogSink;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.TestGame;
import dev.rookery.server.session.SessionLimits;
import dev.rookery.testing.SocketPlayer;
import dev.rookery.testing.TestedTransport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A real server on loopback with free ports, the bundled games and the test game, or one other game.
final class ServerUnderTest implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final long POLL_NANOS = 2_000_000;

    private final AtomicLong aheadNanos = new AtomicLong();
    private final GameServer server;
    private final List<SocketPlayer> players = new ArrayList<>();

    ServerUnderTest() {
        this(RoomLimits.DEFAULT, SessionLimits.DEFAULT);
    }

    ServerUnderTest(RoomLimits rooms, SessionLimits sessions) {
        this(rooms, sessions, allGames());
    }

    ServerUnderTest(GameType<?> game) {
        this(RoomLimits.DEFAULT, SessionLimits.DEFAULT, List.of(game));
    }

    /// @param clock for what expires at a time of day
    ServerUnderTest(ServerConfig config, InstantSource clock) {
        server = GameServer.start(config, allGames(), clock, this::nanoTime);
    }

    /// Games of the test's own.
    ServerUnderTest(ServerConfig config, List<GameType<?>> games) {
        server = GameServer.start(config, games, this::nanoTime);
    }

    /// @param sink is given every line of the log
    ServerUnderTest(ServerConfig config, InstantSource clock, LogSink sink) {
        GameServer.Output output = new GameServer.Output(sink, log -> {});
        server = GameServer.start(config, allGames(), clock, this::nanoTime, HeapGuard.ofProcess(), output);
    }

    /// One game, and a heap of the test's own.
    ServerUnderTest(GameType<?> game, HeapGuard.Heap heap) {
        server = GameServer.start(config(Map.of()), List.of(game), InstantSource.system(), this::nanoTime, heap);
    }

    ServerUnderTest(RoomLimits rooms, SessionLimits sessions, List<GameType<?>> games) {
        server = GameServer.start(
                config(Map.of("--node", "test")).bounded(rooms, sessions),
                games,
                this::nanoTime);
    }

    private static List<GameType<?>> allGames() {
        List<GameType<?>> games = new ArrayList<>(Games.ALL);
        games.add(TestGame.TYPE);
        return games;
    }

    /// The server's clock.
    long nanoTime() {
        return System.nanoTime() + aheadNanos.get();
    }

    /// Puts the server's clock forward; its rooms skip the ticks between.
    void advanceSeconds(int seconds) {
        advanceMillis(1000 * seconds);
    }

    void advanceMillis(int millis) {
        aheadNanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /// Settings as they would be given on the command line, on loopback and with nothing kept on disk unless they say so.
    static ServerConfig config(Map<String, String> flags) {
        return config(flags, Map.of());
    }

    /// @param environment for what the command line does not take
    static ServerConfig config(Map<String, String> flags, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of("--data-directory", ""));
        all.put("--transport-io", TestedTransport.option());
        all.putAll(flags);
        all.putAll(Map.of("--host", "127.0.0.1", "--port", "0", "--admin-port", "0"));
        return Settings.of(ServerConfig.class).resolve(null, environment, all).config();
    }

    GameServer server() {
        return server;
    }

    int port() {
        return server.port();
    }

    SocketPlayer connect() {
        SocketPlayer player = SocketPlayer.connect(server.port());
        players.add(player);
        return player;
    }

    /// Joins the test game.
    SocketPlayer join(String name) {
        SocketPlayer player = connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"" + name + "\"}");
        return player;
    }

    /// Waits for something that other threads bring about.
    static void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE_MILLIS, condition);
    }

    /// Waits for something that takes longer.
    static void await(String what, int patienceMillis, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patienceMillis * 1_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Did not happen: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() {
        players.forEach(SocketPlayer::close);
        server.close();
    }
}
