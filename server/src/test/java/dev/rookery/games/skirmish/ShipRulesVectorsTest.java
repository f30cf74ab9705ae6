package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ShipRulesVectorsTest {
    private static final Path FILE = Path.of("..", "browser-client", "games", "skirmish", "rules", "vectors", "shipRules.json");

    /// After a change of the rules: `-DwriteVectors=true` writes the file anew, then Vitest tells whether the twin follows.
    @Test
    void storedVectorsAreWhatTheRulesDo() throws IOException {
        String now = new ShipRulesVectors().json();
        if (Boolean.getBoolean("writeVectors")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, now);
        }
        assertEquals(now, Files.readString(FILE), "Stale vectors, write them with -DwriteVectors=true");
    }
}
