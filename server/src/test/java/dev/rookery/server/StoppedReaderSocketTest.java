package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.GameType;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.Crowd;
import dev.rookery.testing.CrowdTruth;
import dev.rookery.testing.DecodingPlayer;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// A client that stops reading for good. Under a stock server all others were silent for 27 seconds.
@BothTransports
final class StoppedReaderSocketTest {
    private static final long STEP_NANOS = 20_000_000;
    private static final int TICK_RATE_HZ = 30;
    private static final long BUSY_MACHINE_TICKS = 30; // for which it may keep a writer waiting
    private static final double PATIENCE_SECONDS = 25;

    private final CrowdTruth truth = new CrowdTruth();
    private final GameType<?> game = Crowd.type(TICK_RATE_HZ, new Crowd.Size(400, 10, 200), truth);
    private final GameBinding<?> bound = GameBinding.bind(game);

    @Test
    void isSkippedWithinASecondClosedAfterTenAndNobodyElseNotices() {
        try (ServerUnderTest server = new ServerUnderTest(game);
                BackgroundReader ada = new BackgroundReader(join(server).trusting().acknowledgingEvery(0));
                DecodingPlayer stopped = join(server)) {
            while (stopped.deltas() < 2 * TICK_RATE_HZ) {
                assertTrue(stopped.read());
            }
            long from = truth.newestTick();
            double skippedAfter = -1;
            while (server.server().connectedSessions() == 2) {
                stopped.input(0); // it plays on, without hearing anything
                LockSupport.parkNanos(STEP_NANOS);
                double seconds = (truth.newestTick() - from) / (double) TICK_RATE_HZ;
                if (skippedAfter < 0 && server.server().counters().value(Counter.SNAPSHOTS_SKIPPED) > 0) {
                    skippedAfter = seconds;
                }
                assertTrue(seconds < PATIENCE_SECONDS, "it is still there");
            }
            double closedAfter = (truth.newestTick() - from) / (double) TICK_RATE_HZ;
            assertTrue(skippedAfter > 0.2 && skippedAfter < 2, "skipped after " + skippedAfter);
            assertTrue(closedAfter > 9.5, "closed after " + closedAfter);
            assertEquals(4008, stopped.readToTheEnd());
            await("the socket is closed", () -> server.server().openSockets() == 1);
            assertFalse(ada.isOver());
            assertTrue(ada.player().skippedTicks() <= BUSY_MACHINE_TICKS, () -> "skipped=" + ada.player().skippedTicks());
            assertTrue(truth.newestTick() - ada.player().tick() < 2 * TICK_RATE_HZ);
        }
    }

    private DecodingPlayer join(ServerUnderTest server) {
        DecodingPlayer player = DecodingPlayer.open(server.port(), bound, 0, DecodingPlayer.joinMessage("crowd", "Ada"));
        player.hear("welcome");
        return player;
    }
}
