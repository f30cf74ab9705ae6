package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.RestartStorm;
import dev.rookery.testing.ServerProcess;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Everybody loses the server at the same time and comes back to the next process on the same port.
final class RestartStormSocketTest {
    private static final long SEED = Long.getLong("seed", 20_261_126L);
    private static final int QUICK_BACKOFF_MILLIS = 50;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final double MAX_SECONDS = 15;

    private final int port = ServerProcess.freePort();

    @Test
    void afterASigtermEverybodyComesBackOnceAndNoMoreAreLetInThanTheLimitAllows() {
        int clients = 150;
        int perSecond = 60;
        Map<String, String> options = Map.of(
                "--drain-notice-seconds", "1",
                "--drain-retry-after-millis", "100",
                "--drain-spread-millis", "400");
        try (RestartStorm storm = new RestartStorm(port, "tag", clients, QUICK_BACKOFF_MILLIS, SEED)) {
            try (ServerProcess first = server(options)) {
                storm.begin(200);
                await("all play", PATIENCE_MILLIS, () -> storm.online() == clients);
                storm.forget();
                first.signal("TERM");
                assertEquals(0, first.exitCode(60));
            }
            await("all have lost it", PATIENCE_MILLIS, () -> storm.online() == 0);
            assertEquals(clients, storm.met().get("closed 1012"), () -> storm.met().toString());
            assertEquals(0, storm.met().getOrDefault("closed 1006", 0L) + storm.met().getOrDefault("cut", 0L));
            Map<String, String> limited = new HashMap<>(options);
            limited.put("--sockets-handshakes-per-second", Integer.toString(perSecond));
            long startedNanos = System.nanoTime();
            try (ServerProcess second = server(limited)) {
                await("all are back", PATIENCE_MILLIS, () -> storm.online() == clients);
                String metrics = second.metrics();
                double seconds = (System.nanoTime() - startedNanos) / 1e9;
                assertExact(storm, metrics, clients);
                double letIn = ServerProcess.metric(metrics, "rookery_handshakes_total", "result=\"ok\"");
                assertTrue(letIn <= perSecond * (1 + seconds), () -> letIn + " in " + seconds + " s, " + storm.met());
            }
        }
    }

    @Test
    void afterAKillEverybodyFindsTheSeatGoneAndTakesAnother() {
        int clients = 40;
        try (RestartStorm storm = new RestartStorm(port, "tag", clients, QUICK_BACKOFF_MILLIS, SEED)) {
            try (ServerProcess first = server(Map.of())) {
                storm.begin(200);
                await("all play", PATIENCE_MILLIS, () -> storm.online() == clients);
                storm.forget();
                first.signal("KILL");
                await("all are cut", PATIENCE_MILLIS, () -> storm.online() == 0);
                assertEquals(137, first.exitCode(60));
            }
            try (ServerProcess second = server(Map.of())) {
                await("all are back", PATIENCE_MILLIS, () -> storm.online() == clients);
                assertExact(storm, second.metrics(), clients);
                assertEquals(clients, storm.met().get("closed 4006"), () -> storm.met().toString());
                assertEquals(null, storm.met().get("closed 1012"));
            }
        }
    }

    /// 2,000 clients with the usual hints: `mvn verify -Psoak`, or with `-Dstorm.clients=500` so many.
    @Tag("soak")
    @Test
    void twoThousandAreBackInFifteenSecondsAndTheTicksGoOn() {
        int clients = Integer.getInteger("storm.clients", 2000);
        Map<String, String> options = Map.of("--drain-notice-seconds", "2");
        try (RestartStorm storm = new RestartStorm(port, "tag", clients, 500, SEED)) {
            long closedNanos;
            String calm;
            try (ServerProcess first = server(options)) {
                storm.begin(200);
                await("all play", PATIENCE_MILLIS, () -> storm.online() == clients);
                String before = first.metrics();
                long from = System.nanoTime();
                await("they play on", PATIENCE_MILLIS, () -> System.nanoTime() - from > 10_000_000_000L);
                calm = p99(before, first.metrics());
                storm.forget();
                first.signal("TERM");
                await("the first is closed", PATIENCE_MILLIS, () -> storm.online() < clients);
                closedNanos = System.nanoTime();
                assertEquals(0, first.exitCode(60));
            }
            long openNanos;
            try (ServerProcess second = server(options)) {
                openNanos = System.nanoTime();
                await("all are back", PATIENCE_MILLIS, () -> storm.online() == clients && storm.welcomed(2) == clients);
                String metrics = second.metrics();
                assertExact(storm, metrics, clients);
                System.out.printf(
                        Locale.ROOT,
                        "storm: %d clients, 99 %% back %.1f s after their close frames, %.1f s after the port was open again,"
                                + " all after %.1f s; tick p99 %s, in the storm %s; met %s%n",
                        clients,
                        storm.secondsUntilBack(closedNanos, 0.99),
                        storm.secondsUntilBack(openNanos, 0.99),
                        storm.secondsUntilBack(closedNanos, 1),
                        calm,
                        p99("", metrics),
                        storm.met());
                double seconds = storm.secondsUntilBack(closedNanos, 0.99);
                assertTrue(seconds <= MAX_SECONDS, "seconds=" + seconds);
                assertEquals(clients, storm.met().get("closed 1012"));
            }
        }
    }

    private ServerProcess server(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("--port", Integer.toString(port));
        return new ServerProcess(all, "-Xmx512m");
    }

    private static void assertExact(RestartStorm storm, String metrics, int clients) {
        assertEquals(clients, storm.welcomed(2), () -> storm.met().toString());
        assertEquals(clients, storm.distinctSeats());
        assertEquals(clients, ServerProcess.metric(metrics, "rookery_joins_total", ""));
        assertEquals(clients, ServerProcess.metric(metrics, "rookery_sessions", ""));
        assertEquals(clients, ServerProcess.metric(metrics, "rookery_seats_held", ""));
    }

    /// The bound that 99 of 100 ticks between two scrapes stayed below, as far as the histogram tells.
    private static String p99(String before, String after) {
        double ticks = count(after, "+Inf") - count(before, "+Inf");
        for (String bound : new String[] {"2.5E-4", "5.0E-4", "0.001", "0.002", "0.004", "0.008", "0.016", "0.033", "0.05", "0.1"}) {
            if (count(after, bound) - count(before, bound) >= 0.99 * ticks) {
                return "below " + Double.parseDouble(bound) * 1000 + " ms";
            }
        }
        return "above 100 ms";
    }

    private static double count(String metrics, String bound) {
        return ServerProcess.metric(metrics, "rookery_tick_seconds_bucket", "le=\"" + bound + "\"");
    }
}
