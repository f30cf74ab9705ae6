package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counter;
import dev.rookery.testing.ManualClock;
import dev.rookery.testing.SocketPlayer;
import dev.rookery.testing.TicketMint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fault 25: the disk takes nothing any more. A file where the directory should be refuses even the superuser.
final class FullDiskSocketTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void fault25TheGameGoesOnAndLinesAreDroppedAndCounted() throws IOException {
        Path data = folder.resolve("data");
        ServerConfig config = ServerUnderTest.config(
                Map.of("--tickets-mode", "required", "--data-directory", data.toString()),
                Map.of("ROOKERY_TICKETS_SECRETS", TicketMint.SECRET));
        try (ServerUnderTest server = new ServerUnderTest(config, new ManualClock(NOW))) {
            join(server, "31").hear("welcome");
            ServerUnderTest.await("the first login is kept", () -> isLineKept(data)); // the file alone may still be empty
            Files.move(data, folder.resolve("moved"));
            Files.writeString(data, "no directory");
            SocketPlayer bob = join(server, "32");
            bob.hear("welcome");
            ServerUnderTest.await(
                    "the second is counted", () -> server.server().counters().value(Counter.AUDIT_DROPPED) == 1);
            for (int i = 0; i < 10; i++) {
                bob.snapshot();
            }
            assertTrue(server.server().connectedSessions() == 2);
            Files.delete(data);
            join(server, "33").hear("welcome");
            ServerUnderTest.await("lines are kept again", () -> Files.exists(data.resolve("audit.jsonl")));
        }
    }

    private static boolean isLineKept(Path data) {
        Path file = data.resolve("audit.jsonl");
        try {
            return Files.exists(file) && Files.size(file) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SocketPlayer join(ServerUnderTest server, String player) {
        SocketPlayer socket = server.connect();
        socket.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"ticket\":\""
                + TicketMint.hmac(TicketMint.SECRET, player, NOW.plusSeconds(600), Map.of()) + "\"}");
        return socket;
    }
}
