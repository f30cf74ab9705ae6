package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.games.tag.Tag;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.ServerProcess;
import dev.rookery.testing.Soak;
import dev.rookery.testing.SoakCheck;
import dev.rookery.testing.SoakReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Restless bots for a long time: `mvn verify -Psoak -Dtest=SoakTest -Dsoak.minutes=30 -Dsoak.bots=500`. Memory, threads and file
/// descriptors stay flat, no session is lost and none is left behind. The report is written to `server/target/soak.md`, or
/// where `-Dsoak.report=` says, from the module's folder.
@org.junit.jupiter.api.Tag("soak")
final class SoakTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);

    @Test
    void everythingStaysFlatAndNobodyIsLost() throws IOException, InterruptedException {
        int bots = Integer.getInteger("soak.bots", 200);
        String minutes = System.getProperty("soak.minutes", "2");
        try (ServerProcess server = new ServerProcess("-XX:+UseZGC", "-Xms512m", "-Xmx512m")) {
            Soak soak = new Soak(
                    server,
                    List.of(GameBinding.bind(Skirmish.TYPE), GameBinding.bind(Tag.TYPE)),
                    bots,
                    Double.parseDouble(minutes));
            soak.run(SEED);
            Files.writeString(
                    Path.of(System.getProperty("soak.report", "target/soak.md")),
                    SoakReport.of(
                            soak, "mvn verify -Psoak -Dtest=SoakTest -Dsoak.minutes=" + minutes + " -Dsoak.bots=" + bots));
            List<SoakCheck> broken = soak.checks().stream().filter(check -> !check.holds()).toList();
            assertEquals(List.of(), broken, () -> "seed=" + SEED);
        }
    }
}
