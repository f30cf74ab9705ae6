package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.CLOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import dev.rookery.testing.BothTransports;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@BothTransports
final class GracefulStopSocketTest {
    private static final ConnectionEnd RESTARTING = new ConnectionEnd(Cause.SERVER, CloseCode.RESTARTING.code());

    private final EchoAcceptor echo = new EchoAcceptor();
    private final ServerUnderTest server = ServerUnderTest.withRealLimits(echo);

    @Test
    void tellsEverybodyWhenToComeBack() throws Exception {
        try (var first = server.connect(); var second = server.connect()) {
            echo.awaitOpened();
            echo.awaitOpened();
            var stopped = CompletableFuture.runAsync(server::close);
            assertEquals("restarting r=1234;s=567", first.expectClose(1012).closeReason());
            second.expectClose(1012);
            stopped.join();
        }
        assertEquals(RESTARTING, echo.awaitEnd());
        assertEquals(RESTARTING, echo.awaitEnd());
        assertTrue(echo.ends.isEmpty());
        assertEquals(0, server.servers.openSockets());
    }

    @Test
    void doesNotWaitForAClientThatNeverAnswers() throws Exception {
        try (var client = server.connect()) {
            echo.awaitOpened();
            server.close();
            assertEquals(1012, client.expect(CLOSE).closeCode());
            client.expectEnd();
        }
        assertEquals(RESTARTING, echo.awaitEnd());
        assertTrue(echo.ends.isEmpty());
    }

    @Test
    void freesItsPorts() {
        int port = server.port();
        server.close();
        assertThrows(UncheckedIOException.class, () -> new RawWebSocket(port));
    }

    @Test
    void refusesNewSocketsWhileTheServerAcceptsNobody() {
        try (server; var client = new RawWebSocket(server.port())) {
            server.accepting = false;
            client.send(RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.1"));
            String head = client.readHead();
            assertTrue(head.startsWith("HTTP/1.1 503 "), head);
            assertTrue(head.contains("Retry-After: "), head);
        }
    }
}
