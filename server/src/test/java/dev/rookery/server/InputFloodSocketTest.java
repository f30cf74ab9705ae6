package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.TestGame;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.DecodingPlayer;
import org.junit.jupiter.api.Test;

/// Somebody who sends as fast as the line takes it: what is too much is dropped, and after five seconds so is he.
@BothTransports
final class InputFloodSocketTest {
    private static final int MESSAGES_AT_ONCE = 400;
    private static final long BUSY_MACHINE_TICKS = 30; // for which it may keep a writer waiting

    private final GameBinding<?> game = GameBinding.bind(TestGame.TYPE);

    @Test
    void isClosedAfterFiveSecondsAndNobodyElseNotices() {
        try (ServerUnderTest server = new ServerUnderTest();
                BackgroundReader ada = new BackgroundReader(join(server));
                BackgroundReader flood = new BackgroundReader(join(server).acknowledgingEvery(0))) {
            long started = server.nanoTime();
            while (!flood.isOver()) {
                long dropped = droppedBy(server);
                for (int i = 0; i < MESSAGES_AT_ONCE; i++) {
                    flood.player().acknowledge();
                }
                await("some are dropped", () -> droppedBy(server) > dropped + 5 || flood.isOver());
                server.advanceMillis(400); // nobody pauses for a second
                assertTrue(server.nanoTime() - started < 60_000_000_000L, "it goes on for ever");
            }
            assertEquals(4029, flood.player().readToTheEnd());
            assertTrue(server.nanoTime() - started > 5_000_000_000L);
            assertFalse(ada.isOver());
            assertNull(ada.player().fault());
            assertTrue(ada.player().skippedTicks() <= BUSY_MACHINE_TICKS, () -> "skipped=" + ada.player().skippedTicks());
            assertEquals(1, server.server().connectedSessions());
        }
    }

    private static long droppedBy(ServerUnderTest server) {
        return server.server().counters().value(Counter.MESSAGES_DROPPED_RATE);
    }

    private DecodingPlayer join(ServerUnderTest server) {
        DecodingPlayer player = DecodingPlayer.open(server.port(), game, 0, DecodingPlayer.joinMessage("test", "Ada"));
        player.hear("welcome");
        return player;
    }
}
