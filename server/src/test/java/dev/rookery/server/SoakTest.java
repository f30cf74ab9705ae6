package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.games.tag.Tag;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.ServerProcess;
import dev.rookery.testing.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Restless bots for a long time: `mvn verify -Psoak -Dsoak.minutes=30 -Dsoak.bots=500`. Memory, threads and file descriptors
/// stay flat, no session is lost and none is left behind. The table is written to `target/soak.md`.
@org.junit.jupiter.api.Tag("soak")
final class SoakTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final double MAX_GROWTH = 0.1;

    @Test
    void everythingStaysFlatAndNobodyIsLost() throws IOException, InterruptedException {
        int bots = Integer.getInteger("soak.bots", 200);
        double minutes = Double.parseDouble(System.getProperty("soak.minutes", "2"));
        try (ServerProcess server = new ServerProcess("-Xmx512m")) {
            Soak soak = new Soak(
                    server,
                    List.of(GameBinding.bind(Skirmish.TYPE), GameBinding.bind(Tag.TYPE)),
                    bots,
                    minutes);
            soak.run(SEED);
            double emptyAfterSeconds = soak.awaitEmpty(180);
            Files.writeString(
                    Path.of("target", "soak.md"),
                    soak.report("Soak") + "\nEmpty " + Math.round(emptyAfterSeconds) + " s after the last bot had gone.\n");
            assertTrue(server.isAlive());
            assertEquals(Map.of(), soak.wrongs(), () -> "seed=" + SEED);
            for (String what : List.of("heap", "threads", "descriptors")) {
                assertTrue(soak.growth(what) < MAX_GROWTH, () -> what + " grew by " + soak.growth(what));
            }
            assertTrue(soak.largestDisagreement() <= Math.max(5, bots / 10), () -> "sessions=" + soak.largestDisagreement());
        }
    }
}
