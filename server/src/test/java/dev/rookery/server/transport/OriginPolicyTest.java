package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginPolicyTest {
    private static final InetAddress ELSEWHERE = address("203.0.113.7");
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final OriginPolicy OWN = new OriginPolicy(List.of(), OriginPolicy.Absent.FROM_LOOPBACK);

    @ParameterizedTest(name = "{0} at {1}, over TLS: {2}")
    @CsvSource({
        "http://play.example:8080, play.example:8080, false, true",
        "http://play.example, play.example, false, true",
        "http://play.example, play.example:80, false, true",
        "https://play.example, play.example, false, true", // TLS ended in a proxy
        "https://play.example, play.example, true, true",
        "https://play.example:443, play.example, true, true",
        "HTTP://PLAY.example:8080, play.EXAMPLE:8080, false, true",
        "http://[::1]:8080, [::1]:8080, false, true",
        "http://play.example, play.example, true, false", // a page in the clear, a socket over TLS
        "http://play.example:8081, play.example:8080, false, false",
        "http://play.example, play.example:8080, false, false",
        "http://evil.example:8080, play.example:8080, false, false",
        "http://play.example.evil.example, play.example, false, false",
        "ftp://play.example, play.example, false, false",
        "null, play.example, false, false",
        "'', play.example, false, false",
        "play.example, play.example, false, false",
        "http://play.example/, play.example, false, false",
        "http://play.example/path, play.example, false, false",
        "http://user@play.example, play.example, false, false",
        "http://play.example?a, play.example, false, false",
        "http://play.example#a, play.example, false, false",
        "http://play example, play.example, false, false",
        "http://play.example, 'play.example/x', false, false",
        "http://play.example, '', false, false",
    })
    void letsInThePagesOfThisServerOnly(String origin, String host, boolean secure, boolean allowed) {
        assertEquals(allowed, OWN.allows(List.of(origin), host, secure, ELSEWHERE));
    }

    @Test
    void letsInConfiguredOriginsWhateverTheHost() {
        var policy = new OriginPolicy(List.of("https://play.example.org"), OriginPolicy.Absent.REFUSED);
        assertTrue(policy.allows(List.of("https://play.example.org"), "10.0.0.5:8080", false, ELSEWHERE));
        assertTrue(policy.allows(List.of("https://play.example.org:443"), null, false, ELSEWHERE));
        assertFalse(policy.allows(List.of("http://play.example.org"), "10.0.0.5:8080", false, ELSEWHERE));
        assertFalse(policy.allows(List.of("https://play.example.org:444"), "10.0.0.5:8080", false, ELSEWHERE));
    }

    @Test
    void refusesSeveralOrigins() {
        assertFalse(OWN.allows(List.of("http://a.example", "http://a.example"), "a.example", false, HERE));
    }

    @Test
    void judgesProgramsWithoutAnOriginByTheirOwnRule() {
        for (OriginPolicy.Absent rule : OriginPolicy.Absent.values()) {
            var policy = new OriginPolicy(List.of(), rule);
            assertEquals(
                    rule != OriginPolicy.Absent.REFUSED, policy.allows(List.of(), "a.example", false, HERE), rule.name());
            assertEquals(
                    rule == OriginPolicy.Absent.ALLOWED,
                    policy.allows(List.of(), "a.example", false, ELSEWHERE),
                    rule.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "*", "play.example.org", "https://play.example.org/", "wss://play.example.org"})
    void refusesAConfigurationThatIsNoOrigin(String origin) {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new OriginPolicy(List.of(origin), OriginPolicy.Absent.REFUSED));
        assertTrue(String.valueOf(e.getMessage()).endsWith("origin=" + origin));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
