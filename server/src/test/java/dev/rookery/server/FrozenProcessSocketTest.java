package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.games.tag.Tag;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The whole process stands still for eight seconds, as on a machine that was put to sleep: nobody is closed by a clock that
/// ran on meanwhile, and the time lost is not made up for.
final class FrozenProcessSocketTest {
    private static final long FREEZE_NANOS = 8_000_000_000L;
    private static final int TICK_RATE_HZ = 30;

    private final GameBinding<?> game = GameBinding.bind(Tag.TYPE);

    @org.junit.jupiter.api.Tag("soak")
    @Test
    void nobodyIsClosedAndTheTimeLostIsNotMadeUpFor() {
        List<BackgroundReader> readers = new ArrayList<>();
        try (ServerProcess server = new ServerProcess("-Xmx128m")) {
            for (int i = 0; i < 4; i++) {
                DecodingPlayer player =
                        DecodingPlayer.open(server.port(), game, 0, DecodingPlayer.joinMessage("tag", "Ada"));
                player.hear("welcome");
                readers.add(new BackgroundReader(player.acknowledgingEvery(i % 2)));
            }
            await("all play", () -> readers.stream().allMatch(reader -> reader.player().deltas() > TICK_RATE_HZ));
            server.signal("STOP");
            long frozenAt = System.nanoTime();
            await("eight seconds", () -> System.nanoTime() - frozenAt > FREEZE_NANOS);
            long before = readers.getFirst().player().tick();
            server.signal("CONT");
            long thawedAt = System.nanoTime();
            await("it goes on", () -> readers.stream().allMatch(reader -> reader.player().tick() > before + 2 * TICK_RATE_HZ));
            double awakeSeconds = (System.nanoTime() - thawedAt) / 1e9;
            long ticks = readers.getFirst().player().tick() - before;
            assertTrue(ticks <= awakeSeconds * TICK_RATE_HZ + 3 + TICK_RATE_HZ, "ticks=" + ticks + " in " + awakeSeconds);
            String metrics = server.metrics();
            double skipped = ServerProcess.metric(metrics, "rookery_ticks_skipped_total", "");
            assertTrue(skipped > 6 * TICK_RATE_HZ, "skipped=" + skipped);
            assertEquals(4, ServerProcess.metric(metrics, "rookery_sessions", ""));
            assertEquals(0, ServerProcess.metric(metrics, "rookery_disconnects_total", ""));
            for (BackgroundReader reader : readers) {
                assertFalse(reader.isOver());
                assertNull(reader.player().fault());
                assertEquals(1, reader.player().keyframes());
            }
        } finally {
            readers.forEach(BackgroundReader::close);
        }
    }
}
