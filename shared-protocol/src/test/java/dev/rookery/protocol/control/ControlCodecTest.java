package dev.rookery.protocol.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ControlCodecTest {
    private static final String JOIN = "{\"type\":\"join\",\"game\":\"tag\",\"name\":\"Ada\",\"look\":3,"
            + "\"create\":{\"private\":true,\"settings\":{\"mode\":\"teams\"}}}";

    private final ControlCodec codec = new ControlCodec();

    @Test
    void readsAJoin() {
        ToServer.Join join = assertInstanceOf(ToServer.Join.class, codec.read(JOIN));
        assertEquals(
                new ToServer.Join(
                        "tag",
                        "Ada",
                        3,
                        null,
                        null,
                        new ToServer.Create(true, null, null, Map.of("mode", "teams")),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                join);
    }

    @Test
    void readsTheMessagesThatAreOnlyAType() {
        assertEquals(new ToServer.Pause(), codec.read("{\"type\":\"pause\"}"));
        assertEquals(new ToServer.Unpause(), codec.read("{\"type\":\"unpause\"}"));
        assertEquals(new ToServer.Keyframe(), codec.read("{\"type\":\"keyframe\"}"));
        assertEquals(new ToServer.Leave(), codec.read("{\"type\":\"leave\"}"));
    }

    @Test
    void refusesWhatIsNotExactlyOneKnownMessage() {
        for (String hostile : List.of(
                "",
                " ",
                "null",
                "1",
                "[" + JOIN + "]",
                JOIN + JOIN,
                "{\"type\":\"pause\",\"extra\":1}",
                "{\"type\":\"Pause\"}",
                "{\"type\":7}",
                "{\"name\":\"Ada\"}",
                "{\"type\":\"chat\",\"text\":7}",
                "{\"type\":\"chat\",\"text\":{}}",
                "{\"type\":\"join\",\"look\":\"3\"}",
                "{\"type\":\"join\",\"look\":1e99}",
                "{\"type\":\"join\",\"create\":[]}",
                "{\"type\":\"chat\",\"text\":\"" + "x".repeat(5000) + "\"}",
                "[".repeat(5000))) {
            assertNull(codec.read(hostile), () -> hostile.substring(0, Math.min(80, hostile.length())));
        }
    }

    @Test
    void mutatedMessagesAreReadOrRefusedAndNothingElse() {
        long seed = Long.getLong("seed", 3L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder(JOIN);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            try {
                codec.read(text.toString());
            } catch (RuntimeException e) {
                throw new AssertionError("seed=" + seed + " text=" + text, e);
            }
        }
    }

    @Test
    void writesWhatABrowserReads() {
        String refusal = new String(
                codec.write(ToBrowser.Refused.of(CloseCode.ROOM_FULL, "This room is \"full\".")), StandardCharsets.UTF_8);
        assertEquals("{\"type\":\"error\",\"code\":\"room_full\",\"message\":\"This room is \\\"full\\\".\"}", refusal);
        String welcome = new String(
                codec.write(new ToBrowser.Welcome(
                        2, "R", true, "tag", 30, 7, "T", null, false, "n1", 60_000, Map.of(), "bits", null, -5, "{\"game\":\"tag\"}")),
                StandardCharsets.UTF_8);
        assertTrue(welcome.startsWith("{\"type\":\"welcome\",\"seat\":2,\"room\":\"R\",\"private\":true,"), welcome);
        assertTrue(welcome.endsWith("\"schema\":{\"game\":\"tag\"}}"), welcome);
    }

    @Test
    void readsAWishToWatchAndWritesAWelcomeWithoutASeat() {
        ToServer.Join join = assertInstanceOf(
                ToServer.Join.class, codec.read("{\"type\":\"join\",\"game\":\"tag\",\"spectate\":true,\"room\":\"R\"}"));
        assertEquals(true, join.spectate());
        String welcome = new String(
                codec.write(new ToBrowser.Welcome(
                        null, "R", false, "tag", 30, 7, null, new ToBrowser.Spectating(3000, 120), false, "n1", 60_000,
                        Map.of(), "bits", null, -5, "{}")),
                StandardCharsets.UTF_8);
        assertTrue(welcome.contains("\"spectator\":{\"delayMillis\":3000,\"startsInMillis\":120}"), welcome);
        assertFalse(welcome.contains("\"seat\"") || welcome.contains("\"token\""), welcome);
    }
}
