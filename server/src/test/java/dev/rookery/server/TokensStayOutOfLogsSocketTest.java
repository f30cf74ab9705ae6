package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.TestGame;
import dev.rookery.testing.CapturedLog;
import dev.rookery.testing.DecodingPlayer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Everything that is logged while tokens are told, used, misused and lost, at the finest level of the server and of the
/// library under it.
final class TokensStayOutOfLogsSocketTest {
    private final GameBinding<?> game = GameBinding.bind(TestGame.TYPE);
    private final CapturedLog log = new CapturedLog(Level.TRACE, "dev.rookery", "io.helidon", "com.fasterxml");

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void noTokenIsEverLogged() {
        List<String> tokens = new ArrayList<>();
        try (ServerUnderTest server = new ServerUnderTest()) {
            DecodingPlayer ada = open(server, DecodingPlayer.joinMessage("test", "Ada"));
            tokens.add(field("token", ada.hear("welcome")));
            ada.reset();
            DecodingPlayer second = open(server, resume(tokens.getFirst()));
            tokens.add(field("token", second.hear("welcome")));
            DecodingPlayer third = open(server, resume(tokens.getLast())); // while the second is still there
            tokens.add(field("token", third.hear("welcome")));
            assertEquals(4007, second.readToTheEnd());
            third.say("{\"type\":\"resume\",\"token\":\"" + tokens.getLast() + "\",\"and\":\"nonsense\"}");
            third.say("{\"type\":\"chat\",\"text\":\"" + tokens.getLast() + "\"}"); // even then
            third.hear("chat");
            assertEquals(4006, open(server, resume(tokens.getFirst())).readToTheEnd());
            assertEquals(4022, open(server, "{\"type\":\"resume\",\"token\":\"" + tokens.getLast()).readToTheEnd());
            assertEquals(4022, open(server, "{\"token\":\"" + tokens.getLast() + "\"}").readToTheEnd());
            third.input(1, 0, TestGame.Wish.THROW.ordinal(), 0); // a fault that is logged
            assertEquals(4010, third.readToTheEnd());
            await("the room is gone", () -> server.server().openRooms() == 0);
        }
        assertTrue(!log.lines("room.fault").isEmpty(), "nothing was captured");
        assertEquals(3, tokens.stream().distinct().count());
        for (String token : tokens) {
            assertEquals(List.of(), log.lines(token));
        }
    }

    private DecodingPlayer open(ServerUnderTest server, String firstMessage) {
        return DecodingPlayer.open(server.port(), game, 0, firstMessage);
    }

    private static String resume(String token) {
        return "{\"type\":\"resume\",\"token\":\"" + token + "\"}";
    }
}
