package dev.rookery.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// A gate that waits for ever is a build that never ends.
final class GateClientsTest {
    private static final String HANDSHAKE = "GET / HTTP/1.1\r\n\r\n";

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void aServerThatDoesNotShakeHandsIsGivenUpAndItsClientGoes() throws IOException {
        try (ServerSocket listener = listener()) {
            IOException why = assertThrows(
                    IOException.class, () -> new GateClients(listener.getLocalPort(), 1, 10, HANDSHAKE, 0));
            assertTrue(why.toString().contains("in vain for an answer to its handshake"), why.toString());
            try (Socket client = listener.accept()) {
                assertEquals(HANDSHAKE.length(), client.getInputStream().readNBytes(HANDSHAKE.length()).length);
                assertEquals(-1, client.getInputStream().read());
            }
        }
    }

    @Test
    void aServerThatStopsAnsweringIsGivenUp() throws IOException {
        try (ServerSocket listener = listener();
                GateClients clients = new GateClients(listener.getLocalPort(), 1, 10, "", 0);
                Socket client = listener.accept()) {
            clients.send();
            assertEquals(
                    GateClients.INPUT_BYTES, client.getInputStream().readNBytes(GateClients.INPUT_BYTES).length);
            IOException why = assertThrows(IOException.class, clients::receive);
            assertTrue(why.toString().contains("in vain for its frame: bytes missing=10"), why.toString());
        }
    }

    @Test
    void aServerThatClosesSaysNothingMore() throws IOException {
        try (ServerSocket listener = listener();
                GateClients clients = new GateClients(listener.getLocalPort(), 1, 10, "", Long.MAX_VALUE)) {
            listener.accept().close();
            IOException why = assertThrows(IOException.class, clients::receive);
            assertTrue(why.toString().contains("closed a client"), why.toString());
        }
    }
}
