package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.SocketPlayer;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How often one address may open rooms and guess their ids; loopback, which usually is exempt, is not here.
final class JoinLimitSocketTest {
    private static final String GUESS = "\"room\":\"AAAAAAAAAAAAAAAAAAAAAA\"";

    private final ServerUnderTest server =
            new ServerUnderTest(ServerUnderTest.config(Map.of("--addresses-exempt", "")), InstantSource.system());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theEleventhRoomInAMinuteIsRefusedWithAHintAndOldRoomsMayBeEntered() {
        for (int i = 0; i < 10; i++) {
            join("\"create\":{}").hear("welcome");
        }
        SocketPlayer eleventh = join("\"create\":{\"private\":true}");
        String error = eleventh.hear("error");
        assertTrue(error.contains("rate_limited") && error.contains("\"retryAfterMillis\":10000"), error);
        assertEquals(4029, eleventh.closeCode());
        assertTrue(eleventh.closeReason().startsWith("rate_limited r=10000;s=5000"), eleventh.closeReason());
        join("\"look\":0").hear("welcome");
        assertEquals(10, server.server().openRooms());
    }

    @Test
    void fault23AfterTwentyGuessedRoomIdsTheAddressIsNotLetInForAWhile() {
        for (int i = 0; i < 20; i++) {
            assertEquals(4004, join(GUESS).closeCode());
        }
        int code;
        try {
            code = join(GUESS).closeCode();
        } catch (CompletionException e) {
            code = 4029; // the upgrade was answered 429 already, which Java's client shows as a failure
        }
        assertEquals(4029, code);
    }

    private SocketPlayer join(String more) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\"," + more + "}");
        return player;
    }
}
