package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.games.Games;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExposureTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, PRIVATE",
        "::1, PRIVATE",
        "0.0.0.0, WARNED",
        "::, WARNED",
        "192.168.1.5, WARNED",
        "10.1.1.1, WARNED",
        "172.16.0.9, WARNED",
        "169.254.1.1, WARNED",
        "100.64.0.1, WARNED",
        "100.128.0.1, REFUSED",
        "203.0.113.7, REFUSED",
        "2001:db8::1, REFUSED",
        "fd12::1, WARNED",
        "fe80::1, WARNED",
    })
    void aStartOnAPublicAddressWithoutTlsIsRefused(String bound, Exposure expected) {
        InetAddress address = InetAddress.ofLiteral(bound);
        assertEquals(expected, Exposure.of(address, false, false));
        assertEquals(Exposure.PRIVATE, Exposure.of(address, true, false));
        Exposure allowed = expected == Exposure.REFUSED ? Exposure.WARNED : expected;
        assertEquals(allowed, Exposure.of(address, false, true));
    }

    @Test
    void aServerThatWouldBeExposedDoesNotStart() {
        ServerConfig config = ServerConfig.DEFAULT.listeningOn("203.0.113.7", 0, 0, "test");
        String problem = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> GameServer.start(config, Games.ALL)).getMessage());
        assertTrue(problem.contains("tls.certificate") && problem.contains("behindProxy") && problem.contains("insecure"), problem);
        ServerConfig tls = ServerUnderTest.config(Map.of("--tls-certificate", "missing.pem", "--tls-key", "missing.pem"));
        String missing = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> GameServer.start(tls, Games.ALL)).getMessage());
        assertTrue(missing.contains("missing.pem"), missing);
    }
}
