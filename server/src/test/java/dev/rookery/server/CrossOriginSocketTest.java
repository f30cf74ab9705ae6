package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.transport.RawWebSocket;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages of other sites, in the whole server and by its settings: refused before the upgrade, so that nothing is left of them.
final class CrossOriginSocketTest {
    private static final String OURS = "Sec-WebSocket-Protocol: rookery.1";

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, from-loopback, 403",
        "null, from-loopback, 403",
        "https://friend.example, refused, 101",
        "https://friend.example:444, refused, 403",
        "http://friend.example, refused, 403",
        "-, refused, 403",
        "-, from-loopback, 101",
    })
    void isLetInOrAnswered403(String origin, String absent, int status) {
        Map<String, String> flags = Map.of("--origins-allowed", "https://friend.example", "--origins-absent", absent);
        try (ServerUnderTest server = new ServerUnderTest(ServerUnderTest.config(flags), InstantSource.system());
                RawWebSocket client = new RawWebSocket(server.port())) {
            client.send(origin.equals("-") ? RawWebSocket.handshake(OURS) : RawWebSocket.handshake(OURS, "Origin: " + origin));
            String head = client.readHead();
            assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
            assertEquals(status == 101 ? 1 : 0, server.server().openSockets());
        }
    }
}
