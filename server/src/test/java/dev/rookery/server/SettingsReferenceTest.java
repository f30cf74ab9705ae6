package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.config.SettingKey;
import dev.rookery.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SettingsReferenceTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- Written by SettingsReferenceTest from the declarations. -->\n";
    private static final String END = "<!-- End of the settings. -->";

    private final Settings<ServerConfig> settings = Settings.of(ServerConfig.class);

    @Test
    void theReadmeListsEverySettingAsItIsDeclared() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        assertTrue(begin >= BEGIN.length() && end >= begin, "The README has a place for the settings.");
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(README, readme.substring(0, begin) + table() + readme.substring(end));
            return;
        }
        assertEquals(
                table(),
                readme.substring(begin, end),
                "Stale: run mvn test -pl server -am -Dtest=SettingsReferenceTest -Dregenerate=true");
    }

    @Test
    void everySettingHasThreeNamesOfItsOwnAndASentence() {
        Set<String> names = new HashSet<>();
        for (SettingKey key : settings.keys()) {
            assertTrue(key.environmentName().matches("ROOKERY(_[A-Z0-9]+)+"), key.environmentName());
            assertTrue(key.flag().matches("-(-[a-z0-9]+)+"), key.flag());
            assertTrue(key.doc().matches("[A-Z].*\\."), key.doc());
            assertTrue(names.add(key.path()) && names.add(key.environmentName()) && names.add(key.flag()), key.path());
        }
    }

    private String table() {
        StringBuilder out = new StringBuilder("| setting | default | allowed | meaning |\n|---|---|---|---|\n");
        for (SettingKey key : settings.keys()) {
            String fallback = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
            out.append("| `").append(key.path()).append("` | ").append(fallback).append(" | ").append(key.allowed())
                    .append(key.isSecret() ? ", secret" : "").append(" | ").append(key.doc()).append(" |\n");
        }
        return out.toString();
    }
}
