package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.FaultyGame.Deed;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.DecodingPlayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A game that sends nearly as much as it may, 1.8 MB in each second to each player.
final class GreedyGameSocketTest {
    private static final int MAX_WAITING_BYTES = 600 * 1024; // 150 ms of it, and a keyframe with the events of two seconds

    private final FaultyGame.Switches switches = new FaultyGame.Switches();
    private final GameBinding<?> game = GameBinding.bind(FaultyGame.type(switches));
    private final ServerUnderTest server = new ServerUnderTest(FaultyGame.type(switches));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoCannotTakeItIsConflatedAndOtherRoomsHaveAllOfTheirs() {
        DecodingPlayer aside = open("\"create\":{\"private\":true}");
        aside.hear("welcome");
        DecodingPlayer culprit = open("\"create\":{\"private\":true}");
        String room = DecodingPlayer.field("room", culprit.hear("welcome"));
        DecodingPlayer victim = open("\"room\":\"" + room + "\"");
        victim.hear("welcome");
        culprit.input(Deed.BROADCAST_MUCH.ordinal());
        try (BackgroundReader bystander = new BackgroundReader(aside);
                BackgroundReader quick = new BackgroundReader(culprit);
                BackgroundReader slow = new BackgroundReader(victim)) {
            await("it is told", () -> quick.player().largestBytes() > 60_000);
            slow.stall();
            long[] most = {0};
            int before = bystander.player().deltas();
            await("two seconds have passed", () -> {
                most[0] = Math.max(most[0], server.server().waitingBytes());
                return bystander.player().deltas() > before + 60;
            });
            assertTrue(most[0] > 60_000 && most[0] < MAX_WAITING_BYTES, () -> "waiting=" + most[0]);
            assertEquals(1, bystander.player().keyframes(), "nothing was kept from it");
            assertEquals(0, bystander.player().skippedTicks());
            assertNull(bystander.player().fault());
            assertFalse(quick.isOver());
            assertFalse(slow.isOver());
        }
    }

    private DecodingPlayer open(String where) {
        return DecodingPlayer.open(
                server.port(), game, 16 * 1024, "{\"type\":\"join\",\"game\":\"faulty\",\"name\":\"Ada\"," + where + "}");
    }
}
