package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.CLOSE;
import static dev.rookery.server.transport.RawWebSocket.FIN;
import static dev.rookery.server.transport.RawWebSocket.PING;
import static dev.rookery.server.transport.RawWebSocket.PONG;
import static dev.rookery.server.transport.RawWebSocket.TEXT;
import static dev.rookery.server.transport.RawWebSocket.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import dev.rookery.testing.BothTransports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Half-open connections: nothing comes from the peer, and nothing says that it is gone.
@BothTransports
final class SilentClientSocketTest {
    private final EchoAcceptor echo = new EchoAcceptor();
    private ServerUnderTest server;

    @BeforeEach
    void start() {
        server = ServerUnderTest.withRealLimits(echo);
    }

    @AfterEach
    void everyEndWasReportedOnce() {
        server.close();
        assertTrue(echo.ends.isEmpty(), () -> "reported again: " + echo.ends);
    }

    @Test
    void isPingedAfterTenSecondsAndClosedAfterThirty() throws Exception {
        try (var client = server.connect()) {
            echo.awaitOpened();
            server.advanceSeconds(11);
            assertEquals(0, client.expect(PING).payload().length);
            server.advanceSeconds(20);
            assertEquals("heartbeat", client.expect(CLOSE).closeReason());
            server.advanceSeconds(3);
            client.expectEnd();
            assertEquals(new ConnectionEnd(Cause.SILENCE, CloseCode.HEARTBEAT.code()), echo.awaitEnd());
        }
    }

    @Test
    void livesByItsPongs() throws Exception {
        try (var client = server.connect()) {
            echo.awaitOpened();
            for (int i = 0; i < 5; i++) {
                server.advanceSeconds(11);
                client.expect(PING);
                client.send(frame(FIN | PONG, new byte[0]));
                client.sendText("read");
                client.expect(TEXT);
            }
            client.sendClose(1000);
            client.expect(CLOSE);
            assertEquals(new ConnectionEnd(Cause.CLIENT, 1000), echo.awaitEnd());
        }
    }

    @Test
    void isCutTwoSecondsAfterACloseFrameItDoesNotAnswer() throws Exception {
        try (var client = server.connect()) {
            echo.awaitOpened().close(CloseCode.KICKED, "kicked");
            assertEquals("kicked", client.expect(CLOSE).closeReason());
            server.advanceSeconds(3);
            client.expectEnd();
            assertEquals(new ConnectionEnd(Cause.SERVER, CloseCode.KICKED.code()), echo.awaitEnd());
        }
    }
}
