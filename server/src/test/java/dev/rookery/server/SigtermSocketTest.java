package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.games.tag.Tag;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The process is told to end while people play.
final class SigtermSocketTest {
    private static final int PLAYERS = 12;

    private final GameBinding<?> game = GameBinding.bind(Tag.TYPE);
    private final List<BackgroundReader> players = new ArrayList<>();

    @AfterEach
    void hangUp() {
        players.forEach(BackgroundReader::close);
    }

    @Test
    void underLoadEverybodyIsToldGetsAHintAndNobodyIsCut() {
        try (ServerProcess server = server(1, 5)) {
            joinAll(server);
            server.signal("TERM");
            assertEquals(0, server.exitCode(60));
            await("all connections have ended", () -> players.stream().allMatch(BackgroundReader::isOver));
            for (BackgroundReader reader : players) {
                DecodingPlayer player = reader.player();
                assertEquals(1012, player.closeCode());
                assertEquals("restarting r=2000;s=5000", player.closeReason());
                assertTrue(heard(player, "\"code\":\"restarting\",\"message\":\"The server restarts in 1 s.\""));
                assertTrue(heard(player, "\"type\":\"error\",\"code\":\"restarting\""));
                assertNull(player.fault());
            }
            List<String> drain = lines(server, "ev=node.drain ");
            assertEquals(1, drain.size(), drain.toString());
            assertTrue(drain.getFirst().endsWith(" cause=signal seconds=1 players=12 rooms=2"), drain.getFirst());
            assertEquals(1, lines(server, "ev=node.stop ").size());
            assertTrue(lines(server, "ev=node.stop ").getFirst().endsWith(" cut=0"));
            assertEquals(List.of(), lines(server, "ERROR"));
        }
    }

    @Test
    void aSecondTimeItHurriesAndStillCutsNobody() {
        try (ServerProcess server = server(60, 60)) {
            joinAll(server);
            server.signal("TERM");
            await("all are told", () -> players.stream().allMatch(reader -> heard(reader.player(), "The server restarts in")));
            server.signal("TERM");
            assertEquals(0, server.exitCode(60));
            await("all connections have ended", () -> players.stream().allMatch(BackgroundReader::isOver));
            players.forEach(reader -> assertEquals(1012, reader.player().closeCode()));
            String stop = lines(server, "ev=node.stop ").getFirst();
            int millis = Integer.parseInt(stop.replaceAll(".* millis=(\\d+) .*", "$1"));
            assertTrue(millis < 30_000, stop); // of the 60 s that were announced
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void withNobodyThereItEndsAtOnce(String signal) {
        try (ServerProcess server = server(60, 60)) {
            server.signal(signal);
            assertEquals(0, server.exitCode(60));
            assertTrue(lines(server, "ev=node.drain ").getFirst().contains(" seconds=0 players=0 "));
        }
    }

    private static ServerProcess server(int noticeSeconds, int matchSeconds) {
        return new ServerProcess(
                Map.of(
                        "--drain-notice-seconds", Integer.toString(noticeSeconds),
                        "--drain-match-seconds", Integer.toString(matchSeconds),
                        "--drain-total-seconds", Integer.toString(matchSeconds + 15)),
                "-Xmx128m",
                "-Dlogback.configurationFile=logback.xml"); // as in production, not as in tests
    }

    private void joinAll(ServerProcess server) {
        for (int i = 0; i < PLAYERS; i++) {
            DecodingPlayer player =
                    DecodingPlayer.open(server.port(), game, 0, DecodingPlayer.joinMessage("tag", "Player " + i));
            player.hear("welcome");
            players.add(new BackgroundReader(player.acknowledgingEvery(i % 2)));
        }
        await("all play", () -> players.stream().allMatch(reader -> reader.player().deltas() > 5));
    }

    private static boolean heard(DecodingPlayer player, String part) {
        return player.texts().stream().anyMatch(text -> text.contains(part));
    }

    private static List<String> lines(ServerProcess server, String part) {
        await("it has said all", () -> server.said().stream().anyMatch(line -> line.contains("ev=node.stop ")));
        return server.said().stream().filter(line -> line.contains(part)).toList();
    }
}
