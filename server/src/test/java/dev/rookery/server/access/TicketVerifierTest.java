package dev.rookery.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.rookery.protocol.CloseCode;
import dev.rookery.server.config.Settings;
import dev.rookery.testing.ManualClock;
import dev.rookery.testing.TicketMint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TicketVerifierTest {
    /// A tree whose one section is the configuration of tickets, as the server has it.
    public record Tree(TicketConfig tickets) {}

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(NOW);

    @ParameterizedTest
    @CsvSource({"RSA, RS256", "EC, ES256", "Ed25519, EdDSA"})
    void aTicketSignedWithThePublicKeysPartnerIsGood(String kind, String algorithm) throws IOException {
        KeyPair keys = TicketMint.keys(kind);
        TicketVerifier verifier = verifier(Map.of("ALGORITHM", algorithm, "KEY_FILES", file("a.pem", TicketMint.pem(keys.getPublic()))));
        JWTClaimsSet claims = TicketMint.claims("31", NOW.plusSeconds(600), Map.of("name", "Ada"));
        Ticket ticket = good(verifier, TicketMint.byKey(keys, claims));
        assertEquals("31", ticket.player());
        assertEquals("Ada", ticket.name());
        assertEquals("signature", bad(verifier, TicketMint.byKey(TicketMint.keys(kind), claims)));
    }

    @Test
    void aTicketSignedWithTheSecretIsGood() {
        TicketVerifier verifier = verifier(Map.of("SECRETS", TicketMint.SECRET));
        Ticket ticket = good(
                verifier,
                ticket(Map.of("jti", "t1", "iat", NOW.getEpochSecond(), "game", "tag", "room", List.of("r1", "r2"))));
        assertEquals(
                new Ticket("31", null, "t1", NOW.getEpochSecond(), NOW.getEpochSecond() + 600, List.of("tag"), List.of("r1", "r2")),
                ticket);
    }

    @Test
    void neitherOfTwoKeysThatReplaceEachOtherKeepsAnybodyOut() {
        String next = "fedcba9876543210fedcba9876543210";
        TicketVerifier verifier = verifier(Map.of("SECRETS", TicketMint.SECRET + "," + next));
        good(verifier, ticket(Map.of()));
        good(verifier, TicketMint.hmac(next, "31", NOW.plusSeconds(60), Map.of()));
        assertEquals("signature", bad(verifier, TicketMint.hmac("x".repeat(32), "31", NOW.plusSeconds(60), Map.of())));
    }

    @Test
    void aKeyFileThatChangesIsReadAgain() throws IOException {
        String name = file("secret", TicketMint.SECRET + "\n");
        TicketVerifier verifier = verifier(Map.of("KEY_FILES", name));
        good(verifier, ticket(Map.of()));
        String next = "fedcba9876543210fedcba9876543210";
        Files.writeString(Path.of(name), next);
        verifier.reloadKeys();
        assertEquals("signature", bad(verifier, ticket(Map.of())));
        Files.writeString(Path.of(name), "short");
        assertThrows(IllegalArgumentException.class, verifier::reloadKeys);
        good(verifier, TicketMint.hmac(next, "31", NOW.plusSeconds(60), Map.of()));
    }

    @Test
    void aPublicKeyIsNeverTakenForASecret() throws IOException {
        KeyPair keys = TicketMint.keys("RSA");
        String pem = TicketMint.pem(keys.getPublic());
        TicketVerifier verifier = verifier(Map.of("ALGORITHM", "RS256", "KEY_FILES", file("a.pem", pem)));
        JWTClaimsSet claims = TicketMint.claims("31", NOW.plusSeconds(600), Map.of());
        assertEquals("signature", bad(verifier, TicketMint.hmac(pem, claims)));
        assertEquals("signature", bad(verifier, TicketMint.hmac(pem.strip(), claims)));
        assertEquals("signature", bad(verifier, TicketMint.byKey(TicketMint.keys("EC"), claims)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "HS512", "HS384", "ES256", "RS256", ""})
    void aTicketsOwnWordOnItsAlgorithmCountsOnlyIfItIsOurs(String algorithm) {
        TicketVerifier verifier = verifier(Map.of("SECRETS", TicketMint.SECRET));
        String[] parts = ticket(Map.of()).split("\\.", -1);
        String header = Base64URL.encode("{\"alg\":\"" + algorithm + "\"}").toString();
        for (String signature : new String[] {parts[2], "", "AAAA"}) {
            assertFalse(verifier.verify(header + "." + parts[1] + "." + signature) instanceof TicketVerifier.Result.Good);
        }
    }

    /// Such a header once went through the library as a NullPointerException, closed the connection with 1011, and logged a
    /// stack trace each time: found by the fuzzer.
    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "5", "\"HS256\"", "{}", "{\"alg\":null}", "{\"alg\":5}", "true"})
    void aHeaderOfAnyJsonIsRefusedLikeAnyOther(String header) {
        TicketVerifier verifier = verifier(Map.of("SECRETS", TicketMint.SECRET));
        String rest = ticket(Map.of()).replaceFirst("^[^.]*", "");
        assertEquals("malformed", bad(verifier, Base64URL.encode(header) + rest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "\"31\"", "", "{", "{}{}"})
    void claimsOfAnyTextAreRefusedThoughRightlySigned(String claims) {
        TicketVerifier verifier = verifier(Map.of("SECRETS", TicketMint.SECRET));
        assertEquals("malformed", bad(verifier, TicketMint.hmacOfText(TicketMint.SECRET, claims)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'exp':-61} | expired",
                "{'exp':86461} | lifetime",
                "{'nbf':61} | not_before",
                "{'sub':null} | subject",
                "{'sub':''} | subject",
                "{'sub':'guest:abc'} | subject",
                "{'exp':null} | no_expiry",
                "{'iss':'other'} | issuer",
                "{'aud':'other'} | audience",
                "{'name':5} | malformed",
                "{'game':5} | malformed",
                "{'exp':'soon'} | malformed",
            })
    void whatATicketSaysIsChecked(String change, String reason) {
        TicketVerifier verifier = verifier(Map.of("SECRETS", TicketMint.SECRET, "ISSUER", "site", "AUDIENCE", "rookery"));
        Map<String, Object> claims = new HashMap<>(
                Map.of("iss", "site", "aud", "rookery", "sub", "31", "exp", NOW.getEpochSecond() + 600));
        good(verifier, raw(claims));
        String[] pair = change.replaceAll("[{}']", "").split(":", 2);
        Object value = switch (pair[1]) {
            case "null" -> null;
            case String number when number.matches("-?\\d+") && !pair[0].equals("name") && !pair[0].equals("game") ->
                NOW.getEpochSecond() + Long.parseLong(number);
            case String number when number.matches("\\d+") -> Integer.valueOf(number);
            default -> pair[1];
        };
        claims.put(pair[0], value);
        assertEquals(reason, bad(verifier, raw(claims)));
    }

    @Test
    void clocksMayDifferByAMinute() {
        TicketVerifier verifier = verifier(Map.of("SECRETS", TicketMint.SECRET));
        good(verifier, TicketMint.hmac(TicketMint.SECRET, "31", NOW.minusSeconds(59), Map.of()));
        good(verifier, ticket(Map.of("nbf", NOW.getEpochSecond() + 59)));
    }

    @Test
    void anyOtherTextIsRefusedAndNeverThrows() {
        TicketVerifier verifier = verifier(Map.of("SECRETS", TicketMint.SECRET));
        String right = ticket(Map.of("name", "Ada"));
        assertEquals("size", bad(verifier, "x".repeat(5000)));
        for (String text : new String[] {"", ".", "..", "a.b.c", "a.b", right + ".x", "\u0000", "{}", "🚀.🚀.🚀"}) {
            assertEquals("malformed", bad(verifier, text), text);
        }
        long seed = Long.getLong("seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5000; i++) {
            char[] characters = right.toCharArray();
            int at = random.nextInt(characters.length);
            char before = characters[at];
            characters[at] = (char) random.nextInt(128);
            boolean isSame = characters[at] == before || at == characters.length - 1; // the last one has spare bits
            if (!isSame) {
                assertFalse(
                        verifier.verify(new String(characters)) instanceof TicketVerifier.Result.Good,
                        () -> "seed=" + seed + " at=" + at);
            }
        }
    }

    @Test
    void aKeyThatCannotBeUsedIsOneSentenceWithoutTheKey() throws IOException {
        KeyPair rsa = TicketMint.keys("RSA");
        String pem = file("rsa.pem", TicketMint.pem(rsa.getPublic()));
        for (Map<String, String> settings : List.of(
                Map.of("SECRETS", "too-short-a-secret"),
                Map.of("SECRETS", TicketMint.SECRET + "," + TicketMint.SECRET + "," + TicketMint.SECRET),
                Map.<String, String>of(),
                Map.of("SECRETS", TicketMint.SECRET, "ALGORITHM", "RS256"),
                Map.of("KEY_FILES", pem),
                Map.of("KEY_FILES", pem, "ALGORITHM", "ES256"),
                Map.of("KEY_FILES", pem, "ALGORITHM", "EdDSA"),
                Map.of("KEY_FILES", file("empty", ""), "ALGORITHM", "RS256"),
                Map.of("KEY_FILES", folder.resolve("missing").toString(), "ALGORITHM", "RS256"))) {
            String problem = String.valueOf(assertThrows(IllegalArgumentException.class, () -> verifier(settings)).getMessage());
            assertTrue(problem.matches("(?s)[A-Za-z].{20,300}"), problem);
            assertFalse(problem.contains("too-short-a-secret") || problem.contains(TicketMint.SECRET), problem);
        }
    }

    @Test
    void aTicketIsNotShownInText() {
        TicketVerifier verifier = verifier(Map.of("SECRETS", TicketMint.SECRET));
        Ticket ticket = good(verifier, ticket(Map.of("jti", "t1", "name", "Ada")));
        assertFalse(ticket.toString().contains("t1") || ticket.toString().contains("Ada"));
    }

    private TicketVerifier verifier(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of("ROOKERY_TICKETS_MODE", "required"));
        settings.forEach((name, value) -> environment.put("ROOKERY_TICKETS_" + name, value));
        return new TicketVerifier(Settings.of(Tree.class).resolve(null, environment, Map.of()).config().tickets(), clock);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String ticket(Map<String, Object> more) {
        return TicketMint.hmac(TicketMint.SECRET, "31", NOW.plusSeconds(600), more);
    }

    /// Signed, whatever the claims are.
    private static String raw(Map<String, Object> claims) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> {
            if (value != null) {
                builder.claim(name, value);
            }
        });
        return TicketMint.hmac(TicketMint.SECRET, builder.build());
    }

    private static Ticket good(TicketVerifier verifier, String text) {
        return assertInstanceOf(TicketVerifier.Result.Good.class, verifier.verify(text)).ticket();
    }

    private static String bad(TicketVerifier verifier, String text) {
        Refusal refusal = assertInstanceOf(TicketVerifier.Result.Bad.class, verifier.verify(text)).refusal();
        assertEquals(CloseCode.TICKET_INVALID, refusal.code());
        assertTrue(refusal.message().matches("[A-Z].*\\."), refusal.message());
        assertTrue(Arrays.stream(refusal.message().split(" ", -1)).noneMatch(word -> word.length() > 20));
        return refusal.reason();
    }
}
