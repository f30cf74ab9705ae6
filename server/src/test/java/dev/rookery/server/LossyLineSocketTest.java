package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.GameType;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.Crowd;
import dev.rookery.testing.CrowdTruth;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.NetworkProfile;
import dev.rookery.testing.TcpProxy;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A hundred milliseconds away over a line that loses one packet in twenty: play goes on.
final class LossyLineSocketTest {
    private static final int TICK_RATE_HZ = 30;
    private static final long BUSY_MACHINE_TICKS = 30; // for which it may keep a writer waiting
    private static final NetworkProfile LOSSY = NetworkProfile.PERFECT.delayed(50, 10).losing(0.05, 158);

    private final CrowdTruth truth = new CrowdTruth();
    private final GameType<?> game = Crowd.type(TICK_RATE_HZ, new Crowd.Size(60, 1, 2), truth);
    private final GameBinding<?> bound = GameBinding.bind(game);

    @Test
    void playGoesOn() {
        play(5);
    }

    @Test
    @Tag("soak")
    void playGoesOnForAMinute() {
        play(60);
    }

    private void play(int seconds) {
        try (ServerUnderTest server = new ServerUnderTest(game);
                TcpProxy line = new TcpProxy(server.port(), 20_261_121);
                BackgroundReader ada = new BackgroundReader(join(server.port()).trusting().acknowledgingEvery(0));
                BackgroundReader bea = new BackgroundReader(join(line.port()))) {
            line.profile(LOSSY, LOSSY);
            await("she is in the game", () -> bea.player().deltas() > TICK_RATE_HZ);
            long end = truth.newestTick() + (long) seconds * TICK_RATE_HZ;
            int sent = 0;
            while (truth.newestTick() < end) {
                bea.player().input(0);
                sent++;
                LockSupport.parkNanos(1_000_000_000L / TICK_RATE_HZ);
                assertFalse(bea.isOver());
            }
            int last = sent;
            long tick = truth.newestTick();
            await("she shows it", () -> bea.player().tick() >= tick);
            await("her inputs are used", () -> bea.player().ack() >= last);
            assertNull(bea.player().fault());
            assertTrue(ada.player().skippedTicks() <= BUSY_MACHINE_TICKS, () -> "skipped=" + ada.player().skippedTicks());
            assertEquals(0, server.server().counters().value(Counter.DISCONNECTS));
            assertEquals(2, server.server().connectedSessions());
            assertTrue(bea.player().deltas() > seconds * TICK_RATE_HZ / 2, () -> "deltas=" + bea.player().deltas());
        }
    }

    private DecodingPlayer join(int port) {
        DecodingPlayer player = DecodingPlayer.open(port, bound, 0, DecodingPlayer.joinMessage("crowd", "Ada"));
        player.hear("welcome");
        return player;
    }
}
