package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchedFilesTest {
    @TempDir
    private Path folder;

    private int reloads;
    private boolean isBroken;

    @Test
    void filesAreReadAgainWhenOneHasChangedAndOnlyThen() throws IOException {
        Path certificate = Files.writeString(folder.resolve("cert.pem"), "one");
        Path key = Files.writeString(folder.resolve("key.pem"), "one");
        WatchedFiles watched = new WatchedFiles(List.of(certificate.toString(), key.toString()), this::reload);
        watched.run();
        assertEquals(0, reloads);
        isBroken = true;
        Files.writeString(certificate, "another");
        watched.run();
        watched.run();
        assertEquals(1, reloads);
        isBroken = false;
        Files.writeString(key, "another");
        watched.run();
        assertEquals(2, reloads);
        Files.delete(key);
        watched.run();
        assertEquals(3, reloads);
    }

    private void reload() {
        reloads++;
        if (isBroken) {
            throw new IllegalArgumentException("The key does not belong to the certificate.");
        }
    }
}
