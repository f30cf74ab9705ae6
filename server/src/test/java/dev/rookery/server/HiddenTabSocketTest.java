package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.GameType;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.Crowd;
import dev.rookery.testing.CrowdTruth;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.TcpProxy;
import org.junit.jupiter.api.Test;

/// A tab that is hidden for a while, and shown again.
final class HiddenTabSocketTest {
    private final CrowdTruth truth = new CrowdTruth();
    private final GameType<?> game = Crowd.type(30, new Crowd.Size(300, 5, 20), truth);
    private final GameBinding<?> bound = GameBinding.bind(game);

    @Test
    void isSentNoByteWhilePausedAndIsExactOnReturn() {
        try (ServerUnderTest server = new ServerUnderTest(game);
                TcpProxy line = new TcpProxy(server.port(), 1);
                DecodingPlayer ada = DecodingPlayer.open(line.port(), bound, 0, DecodingPlayer.joinMessage("crowd", "Ada"))) {
            while (ada.deltas() < 5) {
                assertTrue(ada.read());
            }
            ada.say("{\"type\":\"pause\"}");
            ada.say("{\"type\":\"chat\",\"text\":\"paused\"}");
            ada.hear("paused");
            long heard = truth.newestTick();
            await("half a second, in which comes what was under way", () -> truth.newestTick() > heard + 15);
            long bytes = line.newest().bytesDownstream();
            long tick = truth.newestTick();
            await("a second and a half", () -> truth.newestTick() > tick + 45);
            assertEquals(bytes, line.newest().bytesDownstream());
            assertEquals(1, server.server().connectedSessions());

            int keyframes = ada.keyframes();
            ada.say("{\"type\":\"unpause\"}");
            while (ada.keyframes() == keyframes) {
                assertTrue(ada.read());
            }
            for (int i = 0; i < 40; i++) {
                assertEquals(CrowdTruth.Difference.NONE, truth.difference(bound.schema(), ada.rows(), ada.tick()));
                assertTrue(ada.read());
            }
            assertNull(ada.fault());
        }
    }
}
