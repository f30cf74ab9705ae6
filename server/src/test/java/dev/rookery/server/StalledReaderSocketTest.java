package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.game.GameType;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.Crowd;
import dev.rookery.testing.CrowdTruth;
import dev.rookery.testing.DecodingPlayer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// A client that does not read for 4.5 seconds, in rooms where that is a lot. Afterwards it shows what the server has, and
/// nobody else has noticed. Another server's client was left with hundreds of ghosts for good.
@BothTransports
final class StalledReaderSocketTest {
    private static final long STALL_MILLIS = 4_500;
    private static final int HEAL_SECONDS = 4; // in the tick that hears of it (OutboxTest); a busy machine takes its time
    private static final int SMALL_BUFFER_BYTES = 16 * 1024; // of the client's kernel, which would swallow seconds
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final CrowdTruth truth = new CrowdTruth();

    @Test
    void endsWithTheServersStateAmongFourThousandThatMoveAndChange() {
        check(Crowd.type(20, new Crowd.Size(4000, 40, 40), truth), 1, 0);
    }

    @Test
    void endsWithTheServersStateEvenIfItNeverSaysWhatArrived() {
        check(Crowd.type(30, new Crowd.Size(4000, 40, 400), truth), 0, 0);
    }

    @Test
    void endsWithTheServersStateWhereEveryDeltaIsFortyKilobytes() {
        check(Crowd.type(60, new Crowd.Size(4000, 100, 4000), truth), 1, 38_000);
    }

    private void check(GameType<?> game, int acknowledgingEvery, int leastDeltaBytes) {
        GameBinding<?> bound = GameBinding.bind(game);
        GameSchema schema = bound.schema();
        Map<Long, byte[]> first = new ConcurrentHashMap<>();
        Map<Long, byte[]> second = new ConcurrentHashMap<>();
        try (ServerUnderTest server = new ServerUnderTest(game);
                BackgroundReader ada = recording(open(server, bound, 0), first);
                BackgroundReader bea = recording(open(server, bound, 0), second);
                DecodingPlayer slow =
                        open(server, bound, SMALL_BUFFER_BYTES).acknowledgingEvery(acknowledgingEvery)) {
            long startedAt = System.nanoTime();
            while (slow.deltas() < 10) {
                assertTrue(slow.read());
            }
            assertEquals(CrowdTruth.Difference.NONE, truth.difference(schema, slow.rows(), slow.tick()));

            long stalledAt = System.nanoTime();
            await("4.5 s pass", () -> System.nanoTime() - stalledAt > STALL_MILLIS * 1_000_000);
            assertTrue(server.server().counters().value(Counter.SNAPSHOTS_SKIPPED) > 0, "it was sent everything");

            long backlogReadAt = -1;
            while (slow.keyframes() < 2) {
                backlogReadAt = truth.newestTick();
                assertTrue(slow.read());
                assertTrue(System.nanoTime() - startedAt < PATIENCE_NANOS, "no keyframe came");
            }
            long healed = slow.tick() - backlogReadAt;
            assertTrue(healed <= (long) HEAL_SECONDS * game.tickRateHz(), "healed late: ticks=" + healed);
            for (int i = 0; i < 20; i++) {
                assertEquals(CrowdTruth.Difference.NONE, truth.difference(schema, slow.rows(), slow.tick()));
                assertTrue(slow.read());
            }
            assertNull(slow.fault());
            assertEquals(3, server.server().connectedSessions());

            // How often a busy machine made it skip again does not matter: it was exact each time. The others have every tick but those for which the machine was too busy, and the very same bytes.
            for (BackgroundReader other : List.of(ada, bea)) {
                assertTrue(other.player().skippedTicks() <= game.tickRateHz(), () -> "skipped=" + other.player().skippedTicks());
            }
            int compared = 0;
            for (Map.Entry<Long, byte[]> frame : second.entrySet()) {
                byte[] other = first.get(frame.getKey());
                if (other != null) {
                    assertTrue(Arrays.equals(other, frame.getValue()), "other bytes in tick " + frame.getKey());
                    compared++;
                }
            }
            assertTrue(compared > 80, "compared=" + compared);
            int largest = first.values().stream().mapToInt(bytes -> bytes.length).max().orElseThrow();
            assertTrue(largest >= leastDeltaBytes, "the deltas are too small for this test: largest=" + largest);
            assertFalse(ada.isOver() || bea.isOver());
        }
    }

    private static DecodingPlayer open(ServerUnderTest server, GameBinding<?> game, int receiveBufferBytes) {
        DecodingPlayer player = DecodingPlayer.open(
                server.port(), game, receiveBufferBytes, DecodingPlayer.joinMessage("crowd", "Ada"));
        player.hear("welcome"); // or the next one might open a room of its own
        return player;
    }

    /// Keeps the part of each delta that is the same for everybody, by tick.
    private static BackgroundReader recording(DecodingPlayer player, Map<Long, byte[]> frames) {
        player.trusting().acknowledgingEvery(0).listening(snapshot -> {
            if (player.isDelta()) {
                frames.put(player.tick(), Arrays.copyOfRange(snapshot, player.frameOffset(), snapshot.length));
            }
        });
        return new BackgroundReader(player);
    }
}
