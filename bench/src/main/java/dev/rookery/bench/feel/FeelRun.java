package dev.rookery.bench.feel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.NodeProgram;
import dev.rookery.bench.NotMeasuredException;
import dev.rookery.game.GameType;
import dev.rookery.game.RoomSetting;
import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.server.GameServer;
import dev.rookery.server.ServerConfig;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.NetworkProfile;
import dev.rookery.testing.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// One room of skirmish on a real server on loopback, and players in Node who reach it through our proxy. The players are the
/// browser's client library as it ships; half of them keep apart from everybody, half seek a fight.
///
/// @param warmUpSeconds played before what is measured
/// @param seed of the players and of the line
/// @param hasPage whether the real page plays as well, in Chromium; with a profile without a fault
record FeelRun(
        FeelProfile profile,
        int tickRateHz,
        int players,
        double warmUpSeconds,
        double seconds,
        long seed,
        boolean hasPage) {
    private static final double JOIN_SECONDS = 6; // until everybody is in
    private static final double PAGE_LOAD_SECONDS = 8; // before, for a browser to start: it would disturb those who play
    private static final double PAGE_PLAY_SECONDS = PAGE_LOAD_SECONDS + 4; // when the page joins those who opened the room
    private static final int VICTIMS = 3; // whom the fault happens to
    private static final double PATIENCE_SECONDS = 60;
    private static final double NARROW_MILLIS = 2000;
    private static final double FREEZE_MILLIS = 300;
    private static final double MOST_HIDDEN_MILLIS = 30_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /// When the fault was at work.
    record Span(double fromMillis, double toMillis) {
        boolean contains(double millis) {
            return millis >= fromMillis && millis < toMillis;
        }
    }

    /// What became of the players of one process.
    ///
    /// @param cpuShare of one core
    /// @param lateP99Millis of the drawing clock
    record Load(double cpuShare, double lateP99Millis) {}

    /// The overlay's figures once a second, as objects of numbers.
    ///
    /// @param headless of all players in Node, one after another
    /// @param page none if there is no page
    record Readings(JsonNode headless, JsonNode page) {}

    /// Everything that was written down.
    record Logs(
            FeelRun run,
            TruthLog truth,
            List<BotLog> bots,
            List<Load> loads,
            List<Span> faults,
            Span measured,
            int divergences,
            long mergedInputs,
            int reconnects,
            Readings readings) {}

    private record Part(List<String> names, boolean areVictims) {}

    static void bundle() throws NotMeasuredException {
        NodeProgram.in("browser-client").run(Duration.ofMinutes(2), "bench/feel.mjs");
    }

    /// The game at the rate of this run. Its rules count in ticks, so that at another rate everything happens faster or slower.
    private static GameType<?> game(int tickRateHz) {
        var type = Skirmish.TYPE;
        Map<String, RoomSetting> settings = new LinkedHashMap<>(type.settings());
        settings.put("bots", RoomSetting.number(0, 0, 0));
        settings.put("map", RoomSetting.choice("foundry"));
        return new GameType<>(
                type.name(),
                type.variant(),
                type.minSeats(),
                type.maxSeats(),
                tickRateHz,
                type.maxEntities(),
                type.idleSeconds(),
                type.interest(),
                type.codec(),
                type.maxRewindMillis(),
                type.input(),
                type.entities(),
                type.events(),
                settings,
                type.bounds(),
                List.of(),
                type.factory());
    }

    private double joinSeconds() {
        return hasPage ? PAGE_PLAY_SECONDS + JOIN_SECONDS : JOIN_SECONDS;
    }

    Logs play() throws IOException, NotMeasuredException {
        GameType<?> type = game(tickRateHz);
        GameBinding<?> binding = GameBinding.bind(type);
        CompletableFuture<TruthLog> truth = new CompletableFuture<>();
        NetworkProfile line = profile.oneWay(tickRateHz);
        double startMillis = nowMillis();
        Span measured = new Span(
                startMillis + 1000 * (joinSeconds() + warmUpSeconds),
                startMillis + 1000 * (joinSeconds() + warmUpSeconds + seconds));
        List<Span> faults = faults(measured);
        Path folder = Files.createTempDirectory("feel");
        NodePlayers programs = new NodePlayers(
                Duration.ofSeconds((long) (joinSeconds() + warmUpSeconds + seconds + PATIENCE_SECONDS)));
        GameServer server = GameServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0, 0, "feel"),
                List.of(type),
                room -> truth.complete(new TruthLog(binding.schema(), room)));
        try (TcpProxy proxy = new TcpProxy(server.port(), seed);
                TcpProxy victims = new TcpProxy(server.port(), ~seed)) {
            proxy.profile(line, line);
            victims.profile(line, line);
            CompletableFuture<JsonNode> page = CompletableFuture.completedFuture(JSON.createObjectNode());
            if (hasPage) {
                page = programs.start(
                        "bench/feelPage.mjs",
                        pageConfig(proxy.port(), startMillis, measured),
                        folder.resolve("page.json"));
                waitUntil(startMillis + 1000 * PAGE_LOAD_SECONDS);
            }
            List<Part> parts = parts();
            List<CompletableFuture<JsonNode>> results = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                int port = part.areVictims ? victims.port() : proxy.port();
                results.add(programs.start(
                        "dist/bench/feelBots.js",
                        config(part, port, binding.schema().fingerprint(), measured, faults, folder),
                        folder.resolve("part-" + i + ".json")));
                await(() -> truth.isDone() || results.getFirst().isDone());
            }
            if (profile.fault == FeelProfile.Fault.NARROW) {
                narrow(victims, line, faults, measured);
            }
            List<BotLog> bots = new ArrayList<>();
            List<Load> loads = new ArrayList<>();
            int divergences = 0;
            int reconnects = 0;
            ArrayNode readings = JSON.createArrayNode();
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                JsonNode result = NodePlayers.result(results.get(i));
                checkInTime(result, measured, startMillis);
                result.path("readings").forEach(readings::add);
                loads.add(new Load(
                        result.path("cpuShare").asDouble(), result.path("lateP99Millis").asDouble()));
                reconnects += result.path("reconnects").asInt();
                for (int bot = 0; bot < part.names.size(); bot++) {
                    String state = result.path("states").path(bot).path("state").asText();
                    if (!state.equals("online")) {
                        throw new NotMeasuredException("a player lost the connection: " + result.path("states").path(bot));
                    }
                    divergences += result.path("divergences").path(bot).asInt();
                    bots.add(BotLog.read(
                            logFile(folder, part.names.get(bot)),
                            part.names.get(bot),
                            result.path("seats").path(bot).asInt(),
                            part.areVictims));
                }
            }
            JsonNode pageResult = NodePlayers.result(page);
            checkInTime(pageResult, measured, startMillis);
            if (hasPage && !pageResult.path("connection").asText().equals("online")) {
                throw new NotMeasuredException("the page lost the connection: " + pageResult.path("connection"));
            }
            server.close();
            await(() -> server.openRooms() == 0);
            return new Logs(
                    this,
                    truth.join(),
                    bots,
                    loads,
                    faults,
                    measured,
                    divergences,
                    server.counters().value(Counter.INPUTS_MERGED),
                    reconnects,
                    new Readings(readings, pageResult.path("readings")));
        } finally {
            server.close();
            delete(folder);
        }
    }

    /// Whoever is frozen or hidden has a process of his own, or the others would be, too.
    private List<Part> parts() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < players; i++) {
            all.add((i % 2 == 0 ? "apart" : "combat") + i);
        }
        if (profile.fault == FeelProfile.Fault.NONE) {
            return List.of(new Part(all, false));
        }
        int victims = Math.min(VICTIMS, players / 2);
        return List.of(new Part(all.subList(victims, players), false), new Part(all.subList(0, victims), true));
    }

    private List<Span> faults(Span measured) {
        double everyMillis;
        double millis;
        switch (profile.fault) {
            case NONE -> {
                return List.of();
            }
            case HIDE -> {
                double from = measured.fromMillis + 3000;
                return List.of(new Span(from, from + Math.min(MOST_HIDDEN_MILLIS, seconds * 500)));
            }
            case NARROW -> {
                everyMillis = 10_000;
                millis = NARROW_MILLIS;
            }
            default -> {
                everyMillis = 4000;
                millis = FREEZE_MILLIS;
            }
        }
        List<Span> spans = new ArrayList<>();
        for (double from = measured.fromMillis + 2500; from + millis + 2500 <= measured.toMillis; from += everyMillis) {
            spans.add(new Span(from, from + millis));
        }
        return spans;
    }

    private ObjectNode config(Part part, int port, int fingerprint, Span measured, List<Span> faults, Path folder) {
        ObjectNode config = JSON.createObjectNode();
        config.put("url", "ws://127.0.0.1:" + port + "/play");
        config.put("fingerprint", fingerprint);
        config.put("measureFromMillis", measured.fromMillis);
        config.put("untilMillis", measured.toMillis);
        ArrayNode own = config.putArray("faults");
        if (part.areVictims && profile.fault != FeelProfile.Fault.NARROW) {
            for (Span span : faults) {
                own.addObject()
                        .put("kind", profile.fault == FeelProfile.Fault.HIDE ? "hide" : "freeze")
                        .put("fromMillis", span.fromMillis)
                        .put("toMillis", span.toMillis);
            }
        }
        ArrayNode bots = config.putArray("bots");
        for (String name : part.names) {
            bots.addObject()
                    .put("name", name)
                    .put("manner", name.startsWith("apart") ? "apart" : "combat")
                    .put("seed", (int) (seed * 1009 + name.hashCode()))
                    .put("logFile", logFile(folder, name).toString());
        }
        return config;
    }

    private static Path logFile(Path folder, String name) {
        return folder.resolve(name + ".f64");
    }

    private ObjectNode pageConfig(int port, double startMillis, Span measured) {
        return JSON.createObjectNode()
                .put("url", "http://127.0.0.1:" + port)
                .put("seed", (int) seed)
                .put("playMillis", startMillis + 1000 * PAGE_PLAY_SECONDS)
                .put("measureFromMillis", measured.fromMillis)
                .put("untilMillis", measured.toMillis);
    }

    private static void checkInTime(JsonNode result, Span measured, double startMillis) throws NotMeasuredException {
        double joinedMillis = result.path("joinedMillis").asDouble();
        if (joinedMillis > measured.fromMillis - 500) {
            throw new NotMeasuredException("the players were not in the room in time, but after "
                    + Math.round(joinedMillis - startMillis) + " ms");
        }
    }

    /// Half of what each of the victims' lines has carried so far, a second.
    private static void narrow(TcpProxy victims, NetworkProfile line, List<Span> faults, Span measured) {
        waitUntil(measured.fromMillis);
        long before = bytes(victims);
        waitUntil(measured.fromMillis + 2000);
        int each = (int) ((bytes(victims) - before) / 2 / Math.max(1, victims.lines().size()));
        for (Span span : faults) {
            waitUntil(span.fromMillis);
            victims.profile(line, line.limited(Math.max(200, each / 2), 64 * 1024));
            waitUntil(span.toMillis);
            victims.profile(line, line);
        }
    }

    private static long bytes(TcpProxy proxy) {
        return proxy.lines().stream().mapToLong(TcpProxy.Line::bytesDownstream).sum();
    }

    private static double nowMillis() {
        return System.nanoTime() / 1e6;
    }

    private static void waitUntil(double millis) {
        while (nowMillis() < millis) {
            LockSupport.parkNanos((long) ((millis - nowMillis()) * 1e6));
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws NotMeasuredException {
        double until = nowMillis() + 1000 * PATIENCE_SECONDS;
        while (!condition.getAsBoolean()) {
            if (nowMillis() > until) {
                throw new NotMeasuredException("the server or the players did not come up");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
