package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.BINARY;
import static dev.rookery.server.transport.RawWebSocket.CONTINUATION;
import static dev.rookery.server.transport.RawWebSocket.FIN;
import static dev.rookery.server.transport.RawWebSocket.TEXT;
import static dev.rookery.server.transport.RawWebSocket.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import dev.rookery.testing.BothTransports;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A player whose connection goes without a word must not stay behind as a ghost: the session hears of it once.
@BothTransports
final class AbruptDisconnectSocketTest {
    private static final ConnectionEnd ABRUPT = new ConnectionEnd(Cause.ABRUPT, 1006);

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
        assertEquals(0, server.servers.openSockets());
    }

    @Test
    void reportsAFin() throws Exception {
        try (var client = server.connect()) {
            client.finish();
            assertEquals(ABRUPT, echo.awaitEnd());
            client.expectEnd();
        }
    }

    @Test
    void reportsAReset() throws Exception {
        try (var client = server.connect()) {
            echo.awaitOpened();
            client.reset();
            assertEquals(ABRUPT, echo.awaitEnd());
        }
    }

    @Test
    void reportsAFinInTheMiddleOfAFrame() throws Exception {
        try (var client = server.connect()) {
            client.send(frame(FIN | BINARY, 0, 100, new byte[50]));
            client.finish();
            assertEquals(ABRUPT, echo.awaitEnd());
            client.expectEnd();
        }
    }

    @Test
    void reportsAFinInTheMiddleOfAMessage() throws Exception {
        try (var client = server.connect()) {
            client.send(frame(TEXT, new byte[50]));
            client.send(frame(CONTINUATION, new byte[50]));
            client.finish();
            assertEquals(ABRUPT, echo.awaitEnd());
        }
    }

    @Test
    void reportsAResetWhileItWrites() throws Exception {
        try (var client = server.connect()) {
            for (int i = 0; i < 100; i++) {
                client.sendText("x".repeat(500));
            }
            client.reset();
            assertEquals(ABRUPT, echo.awaitEnd());
        }
    }

    @Test
    void reportsAProtocolErrorAndNotTheFinBehindIt() throws Exception {
        try (var client = server.connect()) {
            client.send(frame(FIN | 0xF, new byte[0]));
            client.finish();
            assertEquals(1002, client.expect(RawWebSocket.CLOSE).closeCode());
            client.expectEnd();
            assertEquals(new ConnectionEnd(Cause.SERVER, 1002), echo.awaitEnd());
        }
    }

    @Test
    void reportsEveryEndOfAStormOfThemOnce() throws Exception {
        var random = new Random(7);
        List<RawWebSocket> clients = new ArrayList<>();
        int count = 60;
        for (int i = 0; i < count; i++) {
            clients.add(server.connect());
        }
        for (RawWebSocket client : clients) {
            switch (random.nextInt(4)) {
                case 0 -> client.reset();
                case 1 -> client.finish();
                case 2 -> client.sendClose(1000);
                default -> client.sendText("leave");
            }
        }
        for (int i = 0; i < count; i++) {
            RawWebSocket client = clients.get(i);
            client.close();
            echo.awaitEnd();
        }
    }
}
