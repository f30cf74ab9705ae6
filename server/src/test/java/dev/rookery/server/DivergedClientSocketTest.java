package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.GameType;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.Crowd;
import dev.rookery.testing.CrowdTruth;
import dev.rookery.testing.DecodingPlayer;
import org.junit.jupiter.api.Test;

/// A client in which a bit has flipped: it finds out within a second, asks once, and is right again.
final class DivergedClientSocketTest {
    private static final int TICK_RATE_HZ = 30;

    private final CrowdTruth truth = new CrowdTruth();
    private final GameType<?> game = Crowd.type(TICK_RATE_HZ, new Crowd.Size(200, 0, 2), truth);
    private final GameBinding<?> bound = GameBinding.bind(game);

    @Test
    void isHealedByTheKeyframeThatItAsksFor() {
        try (ServerUnderTest server = new ServerUnderTest(game);
                DecodingPlayer ada =
                        DecodingPlayer.open(server.port(), bound, 0, DecodingPlayer.joinMessage("crowd", "Ada"))) {
            while (ada.deltas() < 5) {
                assertTrue(ada.read());
            }
            int slot = 0;
            while (ada.rows().kind(slot) < 0 || bound.schema().entities().get(ada.rows().kind(slot)).name().equals("walker")) {
                slot++;
            }
            ada.rows().set(slot, 2, ada.rows().value(slot, 2) ^ 64); // of one that never changes by itself
            long flipped = ada.tick();
            while (ada.isInStream()) {
                assertTrue(ada.read());
            }
            assertTrue(ada.tick() - flipped <= TICK_RATE_HZ, "found after ticks=" + (ada.tick() - flipped));
            ada.say("{\"type\":\"keyframe\"}");
            while (!ada.isInStream()) {
                assertTrue(ada.read());
            }
            assertEquals(CrowdTruth.Difference.NONE, truth.difference(bound.schema(), ada.rows(), ada.tick()));
            assertEquals(2, ada.keyframes());
            assertEquals(1, server.server().counters().value(Counter.KEYFRAMES_REQUESTED));
            for (int i = 0; i <= TICK_RATE_HZ; i++) { // the next hash is among them
                assertTrue(ada.read());
            }
            assertTrue(ada.isInStream());
            assertFalse(ada.tick() <= flipped);
        }
    }
}
