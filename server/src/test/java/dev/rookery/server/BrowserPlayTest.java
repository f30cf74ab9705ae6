package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Codec;
import dev.rookery.game.GameType;
import dev.rookery.games.Games;
import dev.rookery.games.cards.Cards;
import dev.rookery.games.meadow.Meadow;
import dev.rookery.server.room.Prairie;
import dev.rookery.server.room.TestGame;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Runs the browser tests in `browser-client/e2e` with a real Chromium against a real server. They save screenshots under
/// `browser-client/target/screenshots`.
final class BrowserPlayTest {
    private static final Path CLIENT = Path.of("..", "browser-client");
    private static final Path REPORT = Path.of("target", "browser-tests.log").toAbsolutePath();
    private static final int LIMIT_MINUTES = 8;

    @Test
    void peoplePlayInARealBrowser() throws IOException, InterruptedException {
        Optional<Path> chromium = chromium();
        Assumptions.assumeTrue(
                chromium.isPresent(), "No Chromium was found on the PATH: the browser tests need one (Debian: chromium).");
        List<GameType<?>> games = new ArrayList<>(Games.ALL);
        games.addAll(List.of(Meadow.TYPE, Prairie.TYPE, Cards.TYPE, TestGame.type(Codec.BITS)));
        try (GameServer server =
                GameServer.start(ServerUnderTest.config(Map.of("--dev-playground", "true")), games)) {
            ProcessBuilder vitest = new ProcessBuilder(
                            "node", "node_modules/vitest/vitest.mjs", "run", "--config", "vitest.e2e.config.ts")
                    .directory(CLIENT.toFile())
                    .redirectErrorStream(true)
                    // Not inherited: the test runner talks to its parent over the standard streams.
                    .redirectOutput(REPORT.toFile());
            vitest.environment().put("ROOKERY_URL", "http://127.0.0.1:" + server.port());
            vitest.environment().put("ROOKERY_ADMIN_URL", "http://127.0.0.1:" + server.adminPort());
            vitest.environment().put("ROOKERY_ADMIN_TOKEN", String.valueOf(server.newAdminToken()));
            vitest.environment().put("CHROMIUM", chromium.get().toString());
            Process run = vitest.start();
            try {
                run.getOutputStream().close();
                boolean ended = run.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
                String report = Files.readString(REPORT);
                assertTrue(ended, () -> "The browser tests took too long.\n" + report);
                assertEquals(0, run.exitValue(), () -> "The browser tests failed.\n" + report);
            } finally {
                run.descendants().forEach(ProcessHandle::destroyForcibly);
                run.destroyForcibly();
            }
        }
    }

    private static Optional<Path> chromium() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .flatMap(folder -> List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
