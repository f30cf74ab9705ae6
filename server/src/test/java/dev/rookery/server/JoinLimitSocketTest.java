package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.SocketPlayer;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

    @Test
    void whatExistsAndMayNotBeEnteredLooksLikeWhatDoesNotExist() {
        SocketPlayer owner = join("\"create\":{\"private\":true}");
        String taken = "\"room\":\"" + DecodingPlayer.field("room", owner.hear("welcome")) + "\"";
        Set<String> answers = new HashSet<>();
        for (String[] wish : new String[][] {{"test", GUESS}, {"test", "\"room\":\"x\""}, {"tag", taken}}) {
            SocketPlayer player = server.connect();
            player.say("{\"type\":\"join\",\"game\":\"" + wish[0] + "\",\"name\":\"Eve\"," + wish[1] + "}");
            answers.add(player.hear("error") + " " + player.closeCode() + " " + player.closeReason());
        }
        assertEquals(
                Set.of("{\"type\":\"error\",\"code\":\"room_gone\",\"message\":\"This room does not exist any more.\"}"
                        + " 4004 room_gone"),
                answers);
    }

    private SocketPlayer join(String more) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\"," + more + "}");
        return player;
    }
}
