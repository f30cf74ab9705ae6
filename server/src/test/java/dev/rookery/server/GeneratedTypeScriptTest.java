package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeneratedTypeScriptTest {
    private static final Path FOLDER = Path.of("..", "browser-client", "src", "generated");

    @Test
    void typesInTheBrowserClientMatchTheJavaClasses() throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            GenerateTypeScript.write(FOLDER);
        }
        for (Map.Entry<String, String> file : GenerateTypeScript.files().entrySet()) {
            assertEquals(
                    file.getValue(),
                    Files.readString(FOLDER.resolve(file.getKey())),
                    () -> "Stale: run mvn test -pl server -am -Dtest=GeneratedTypeScriptTest -Dregenerate=true");
        }
    }
}
