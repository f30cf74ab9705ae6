package dev.rookery.testing.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rookery.testing.TicketMint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/// Tickets: sound ones, ones that say nonsense under a right signature, and ones that are spoilt as a whole.
public final class TicketCases {
    /// When all of this happens, or what is sound would not be the same from one day to the next.
    public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static final List<String> HEADERS = List.of(
            "{\"alg\":\"none\"}", "{\"alg\":\"HS512\"}", "{\"alg\":\"hs256\"}", "{\"alg\":null}", "{\"alg\":[\"HS256\"]}", "{}", "[]", "null",
            "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}", "{\"alg\":\"HS256\",\"zip\":\"DEF\"}", "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}",
            "{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\"}", "{\"alg\":\"HS256\",\"jku\":\"http://evil.example/\"}", "{\"alg\":\"HS256\",\"typ\":1}");

    private TicketCases() {}

    /// As it would stand in a message, without quotes.
    static String next(SplittableRandom random) {
        JsonDraft claims = new JsonDraft()
                .with("sub", "\"player-" + random.nextInt(1000) + '"')
                .with("exp", Long.toString(NOW.getEpochSecond() + random.nextInt(1, 3600)));
        if (random.nextInt(3) == 0) {
            claims.with(JsonDraft.pick(List.of("name", "game", "room", "jti", "iat", "nbf", "iss", "aud"), random), JsonDraft.value(random));
        }
        return switch (random.nextInt(6)) {
            case 0 -> signed(claims.text());
            case 1, 2 -> signed(claims.spoilt(random, 1000));
            case 3 -> encoded(JsonDraft.pick(HEADERS, random)) + signed(claims.text()).replaceFirst("^[^.]*", "");
            case 4 -> new String(Damage.of(signed(claims.text()).getBytes(ISO_8859_1), random), ISO_8859_1);
            default -> JsonDraft.pick(List.of("", ".", "..", "...", "a.b.c", "a".repeat(2500), encoded("{}") + "..", "\\u0000.\\u0000.\\u0000"), random);
        };
    }

    private static String signed(String payload) {
        return TicketMint.hmacOfText(TicketMint.SECRET, payload);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
