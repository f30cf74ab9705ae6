package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Fault 24: more clients than file descriptors. The listener itself would not survive running out of them.
final class FewDescriptorsSocketTest {
    private static final int DESCRIPTORS = 300;
    private static final int CLIENTS = 400;
    private static final String JOIN = "{\"type\":\"join\",\"game\":\"tag\",\"name\":\"Ada\"}";

    private final List<RawWebSocket> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(RawWebSocket::close);
    }

    @Test
    void fault24WhatIsTooMuchIsRefusedAndTheListenerLives() {
        try (ServerProcess server = ServerProcess.withDescriptors(DESCRIPTORS, "-Xmx128m")) {
            int admitted = 0;
            for (int i = 0; i < CLIENTS; i++) {
                RawWebSocket client = connect(server);
                client.send(RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.1"));
                String head = client.readHead();
                if (head.startsWith("HTTP/1.1 101 ")) {
                    admitted++;
                } else {
                    assertTrue(head.startsWith("HTTP/1.1 503 ") && head.contains("\r\nRetry-After: 10\r\n"), head);
                }
            }
            assertTrue(admitted >= 100 && admitted < DESCRIPTORS, "admitted=" + admitted);
            assertTrue(server.isLive());
            RawWebSocket first = clients.getFirst();
            first.sendText(JOIN);
            assertTrue(first.expect(RawWebSocket.TEXT).text().contains("\"type\":\"welcome\""));
            clients.forEach(RawWebSocket::close);

            for (int i = 0; i < CLIENTS; i++) {
                connect(server); // says nothing
            }
            assertTrue(server.isLive());
            clients.forEach(RawWebSocket::close);
            RawWebSocket last = connect(server);
            last.send(RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.1"));
            assertEquals("HTTP/1.1 101 ", last.readHead().substring(0, 13));
            last.sendText(JOIN);
            assertTrue(last.expect(RawWebSocket.TEXT).text().contains("\"type\":\"welcome\""));
            assertTrue(server.isAlive());
        }
    }

    private RawWebSocket connect(ServerProcess server) {
        RawWebSocket client = new RawWebSocket(server.port());
        clients.add(client);
        return client;
    }
}
