package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.server.FaultyGame.Deed;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.ServerProcess;
import dev.rookery.testing.SocketPlayer;
import org.junit.jupiter.api.Test;

/// Rooms that allocate without end, in a process with little memory.
final class HoardingGameSocketTest {
    private final InputLayout layout =
            GameBinding.bind(FaultyGame.type(new FaultyGame.Switches())).input().layout();

    @Test
    void fault14AGameThatAllocatesWithoutEndEndsTheProcessInOneSentenceAndAPauseEndsNoRoom() {
        try (ServerProcess server = new ServerProcess(FaultyGame.class, "-Xmx48m")) {
            SocketPlayer bystander = join(server);
            bystander.hear("welcome");
            server.signal("STOP"); // for longer than a tick may take
            long stopped = System.nanoTime();
            await("a moment has passed", () -> System.nanoTime() - stopped > 1_500_000_000L);
            server.signal("CONT");
            SocketPlayer culprit = join(server);
            culprit.hear("welcome");
            int before = bystander.snapshotsWaiting();
            await("nobody was harmed by the pause", () -> bystander.snapshotsWaiting() > before + 10);
            culprit.input(layout, 1, Deed.HOARD.ordinal());
            assertEquals(4, server.exitCode(), () -> server.said().toString());
            await("all of it was read", () -> says(server, "Rookery ends: ") > 0);
            assertTrue(says(server, "ev=heap.guard state=no_") > 0, () -> server.said().toString());
            assertEquals(0, says(server, "ev=room.stuck"), "neither the pause nor the collector is a room's fault");
            assertEquals(0, says(server, "ev=room.returned"));
        }
    }

    private static int says(ServerProcess server, String part) {
        return (int) server.said().stream().filter(line -> line.contains(part)).count();
    }

    private static SocketPlayer join(ServerProcess server) {
        return SocketPlayer.join(
                server.port(),
                "{\"type\":\"join\",\"game\":\"faulty\",\"name\":\"Ada\",\"create\":{\"private\":true}}");
    }
}
