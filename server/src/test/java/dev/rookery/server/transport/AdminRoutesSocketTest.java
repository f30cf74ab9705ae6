package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminRoutesSocketTest {
    private ServerUnderTest server;

    @BeforeEach
    void start() {
        server = ServerUnderTest.withRealLimits(new EchoAcceptor());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isLiveWhileTheRoomsTickAndTheGamePortAnswers() {
        assertEquals("{\"live\":true}", get("/health/live").body());
        server.live = false;
        assertEquals(503, get("/health/live").status());
        assertEquals("{\"live\":false}", get("/health/live").body());
    }

    @Test
    void isReadyWhileNewPlayersAreWelcome() {
        assertEquals(200, get("/health/ready").status());
        server.ready = false;
        assertEquals(503, get("/health/ready").status());
        server.ready = true;
        server.accepting = false;
        assertEquals("{\"ready\":false}", get("/health/ready").body());
    }

    @Test
    void passesTheMetricsOn() {
        HttpAnswer metrics = get("/metrics");
        assertEquals(200, metrics.status());
        assertEquals(Optional.of("text/plain; version=0.0.4; charset=utf-8"), metrics.header("Content-Type"));
        assertEquals("rookery_sessions 0\n", metrics.body());
    }

    @Test
    void showsTheConsole() {
        HttpAnswer index = get("/");
        assertEquals(200, index.status());
        assertTrue(index.body().contains("<title>Rookery console</title>"));
        HttpRoutesSocketTest.assertHasSecurityHeaders(index);
        assertEquals(404, get("/nothing").status());
        assertEquals(405, HttpAnswer.ask(server.servers.adminPort(), "POST", "/health/live").status());
    }

    @Test
    void takesNoSockets() {
        try (var client = new RawWebSocket(server.servers.adminPort())) {
            client.send(RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.1"));
            assertTrue(client.readHead().startsWith("HTTP/1.1 404 "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8081", "10.0.0.5"})
    void answersNoPageThatReachedItUnderAnotherName(String host) {
        assertEquals(403, get("/metrics", "Host: " + host).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8081", "127.0.0.1:1234", "[::1]:8081"})
    void answersUnderTheNamesOfThisMachine(String host) {
        assertEquals(200, get("/metrics", "Host: " + host).status());
    }

    private HttpAnswer get(String path, String... lines) {
        return HttpAnswer.get(server.servers.adminPort(), path, lines);
    }
}
