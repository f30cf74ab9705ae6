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

/// A room that allocates without end, in a process with little memory. Who is refused memory first is a matter of luck: the
/// greedy room, which ends then; or anybody, and then the process ends. What must not be is a process that only seems to live.
final class HoardingGameSocketTest {
    private static final int PATIENCE_MILLIS = 30_000;

    private final InputLayout layout =
            GameBinding.bind(FaultyGame.type(new FaultyGame.Switches())).input().layout();

    @Test
    void fault14AGameThatAllocatesWithoutEndTakesItsRoomOrTheProcessAlongAndAPauseEndsNoRoom() {
        try (ServerProcess server = new ServerProcess(FaultyGame.class, "-Xmx48m")) {
            SocketPlayer bystander = join(server);
            bystander.hear("welcome");
            server.signal("STOP"); // for longer than a tick may take
            long stopped = System.nanoTime();
            await("a moment has passed", () -> System.nanoTime() - stopped > 1_300_000_000L);
            server.signal("CONT");
            SocketPlayer culprit = join(server);
            culprit.hear("welcome");
            int before = bystander.snapshotsWaiting();
            await("nobody was harmed by the pause", () -> bystander.snapshotsWaiting() > before + 10);
            culprit.input(layout, 1, Deed.HOARD.ordinal());
            await("it has an end", PATIENCE_MILLIS, () -> says(server, "ev=room.fault") > 0 || !server.isAlive());
            int exitCode = server.exitCode(2);
            if (exitCode != -1) {
                assertEquals(4, exitCode, () -> server.said().toString()); // its last words may have found no memory either
            } else { // a collection came in time, and the room alone was left without
                assertEquals(4010, culprit.closeCode());
                int then = bystander.snapshotsWaiting();
                await("the other room comes on", () -> bystander.snapshotsWaiting() > then + 30);
            }
            assertTrue(server.said().stream().anyMatch(line -> line.contains("ev=heap.guard ") && line.contains(" state=no_")), () -> server.said().toString());
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
