package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that cost a thread and give nothing: requests that never end.
final class SlowRequestSocketTest {
    private static final String PAGE = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final EchoAcceptor echo = new EchoAcceptor();
    private ServerUnderTest server;

    @BeforeEach
    void start() {
        server = ServerUnderTest.withRealLimits(echo);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /pl", "GET /play HTTP/1.1\r\nHost: localhost\r\n", "GET /play HTTP/1.1\r\nHost"})
    void isCutFiveSecondsAfterItCame(String begun) {
        try (var client = new RawWebSocket(server.port())) {
            client.send(begun);
            awaitCut(client);
            assertEquals(1, server.servers.counters().slowRequests());
        }
    }

    @Test
    void isCutOnAConnectionThatWasGoodBefore() {
        try (var client = new RawWebSocket(server.port())) {
            client.send(PAGE);
            assertTrue(client.readHead().startsWith("HTTP/1.1 200 "));
            client.send("GET / HTTP/1.1\r\nHost: lo");
            awaitCut(client);
        }
    }

    @Test
    void isCutThoughAByteComesEveryHalfSecond() {
        byte[] request = RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.1").getBytes(StandardCharsets.US_ASCII);
        try (var client = new RawWebSocket(server.port())) {
            int sent = 0;
            do {
                assertTrue(sent < 40, "it is still open after twenty seconds");
                sendIfOpen(client, request[sent++]);
                server.advanceMillis(500);
            } while (!client.hasEndedWithin(150)); // a look of the watch for each step
            assertTrue(sent > 8, "cut too early: bytes=" + sent);
            assertEquals(1, server.servers.counters().slowRequests());
        }
    }

    private static void sendIfOpen(RawWebSocket client, byte next) {
        try {
            client.send(new byte[] {next});
        } catch (UncheckedIOException e) {
            // It was cut a moment ago.
        }
    }

    @Test
    void leavesKeptConnectionsAlone() {
        try (var client = new RawWebSocket(server.port())) {
            for (int i = 0; i < 3; i++) {
                client.send(PAGE);
                assertTrue(client.readHead().startsWith("HTTP/1.1 200 "));
                awaitAccepted();
                server.advanceSeconds(20);
                awaitAccepted();
            }
            assertEquals(0, server.servers.counters().slowRequests());
        }
    }

    @Test
    void leavesSocketsAlone() {
        try (var client = server.connect()) {
            awaitAccepted();
            server.advanceSeconds(8);
            awaitAccepted();
            client.sendText("still here");
            assertEquals("still here", client.expect(RawWebSocket.TEXT).text());
            assertEquals(0, server.servers.counters().slowRequests());
        }
    }

    /// The deadline begins when the server has seen the connection, which the client cannot know.
    private void awaitCut(RawWebSocket client) {
        for (int i = 0; i < 20; i++) {
            server.advanceSeconds(6);
            if (client.hasEndedWithin(500)) {
                return;
            }
        }
        throw new AssertionError("the connection was left open");
    }

    /// Connections are taken in their order, so another one's answer says that the first has been taken too.
    private void awaitAccepted() {
        for (int i = 0; i < 3; i++) {
            assertEquals(200, HttpAnswer.get(server.port(), "/").status());
        }
    }
}
