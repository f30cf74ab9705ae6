package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.TestGame;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.ManualClock;
import dev.rookery.testing.TicketMint;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The machine's time of day is put right, by an hour, while people play: nothing that counts seconds notices, and only what
/// expires at a time of day does.
final class WallClockSocketTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final int TWO_SECONDS_OF_TICKS = 60;
    private static final int BUSY_MACHINE_TICKS = 60; // for which it may keep a writer waiting
    private static final Map<String, String> FLAGS = Map.of(
            "--tickets-mode", "guest",
            "--sessions-chat-per-second", "0.01",
            "--sessions-chat-burst", "2");

    private final GameBinding<?> game = GameBinding.bind(TestGame.TYPE);
    private final ManualClock timeOfDay = new ManualClock(NOW);

    @ParameterizedTest
    @ValueSource(ints = {3600, -3600})
    void aJumpOfAnHourMovesNeitherTicksNorLimitsNorHeartbeats(int seconds) {
        try (ServerUnderTest server = new ServerUnderTest(
                        ServerUnderTest.config(FLAGS, Map.of("ROOKERY_TICKETS_SECRETS", TicketMint.SECRET)), timeOfDay);
                BackgroundReader ada = new BackgroundReader(join(server, ""));
                DecodingPlayer away = open(server, DecodingPlayer.joinMessage("test", "Away"))) {
            String token = field("token", away.hear("welcome"));
            away.reset();
            await("one is away", () -> server.server().connectedSessions() == 1);
            for (int i = 0; i < 3; i++) {
                ada.player().say("{\"type\":\"chat\",\"text\":\"line " + i + "\"}");
            }
            await("the third line is too much", () -> chatsDropped(server) == 1);

            long before = ada.player().tick();
            timeOfDay.advanceSeconds(seconds);
            await("two seconds pass", () -> ada.player().tick() > before + TWO_SECONDS_OF_TICKS);

            ada.player().say("{\"type\":\"chat\",\"text\":\"a later line\"}");
            await("an hour's lines are not given", () -> chatsDropped(server) == 2);
            assertFalse(ada.isOver(), "closed for a silence that was none");
            assertNull(ada.player().fault());
            assertTrue(ada.player().skippedTicks() <= BUSY_MACHINE_TICKS, () -> "skipped=" + ada.player().skippedTicks());
            assertEquals(2, server.server().heldSeats(), "a seat expired by the time of day");
            try (DecodingPlayer again = open(server, "{\"type\":\"resume\",\"token\":\"" + token + "\"}")) {
                assertTrue(again.hear("welcome").contains("\"resumed\":true"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3600, -3600})
    void aTicketAloneExpiresByTheTimeOfDay(int seconds) {
        try (ServerUnderTest server = new ServerUnderTest(
                        ServerUnderTest.config(FLAGS, Map.of("ROOKERY_TICKETS_SECRETS", TicketMint.SECRET)), timeOfDay);
                BackgroundReader guest = new BackgroundReader(join(server, ""));
                BackgroundReader ada = new BackgroundReader(join(server, ticket(1800)))) {
            timeOfDay.advanceSeconds(seconds);
            if (seconds > 0) {
                await("the login has expired", () -> ada.player().closeCode() == 4017);
            }
            long before = guest.player().tick();
            await("two seconds pass", () -> guest.player().tick() > before + TWO_SECONDS_OF_TICKS);
            assertEquals(seconds > 0 ? 4017 : 0, ada.player().closeCode());
            assertFalse(guest.isOver());
        }
    }

    private static long chatsDropped(ServerUnderTest server) {
        return server.server().counters().value(Counter.CHATS_DROPPED);
    }

    private DecodingPlayer join(ServerUnderTest server, String more) {
        DecodingPlayer player = open(server, "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\"" + more + "}");
        player.hear("welcome");
        return player;
    }

    private DecodingPlayer open(ServerUnderTest server, String firstMessage) {
        return DecodingPlayer.open(server.port(), game, 0, firstMessage);
    }

    private static String ticket(int seconds) {
        return ",\"ticket\":\"" + TicketMint.hmac(TicketMint.SECRET, "31", NOW.plusSeconds(seconds), Map.of()) + "\"";
    }
}
