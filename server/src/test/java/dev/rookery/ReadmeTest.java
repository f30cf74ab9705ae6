package dev.rookery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theTutorialGameIsPrintedAsItIs() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String java = Files.readString(Path.of("src/main/java/dev/rookery/games/tag/Tag.java"));
        String typeScript = Files.readString(ROOT.resolve("browser-client/games/tag/main.ts"));
        assertTrue(readme.contains(java.substring(java.indexOf("/// Tag:")).strip()), "Tag.java");
        assertTrue(readme.contains(typeScript.strip()), "games/tag/main.ts");
    }
}
