package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.common.socket.PlainSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

final class HelidonReadBufferTest {
    /// If this fails after an update of Helidon, players take 8 KiB more each: look where it keeps them now.
    @Test
    void helidonKeepsItWhereItIsLookedFor() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            assertTrue(HelidonReadBuffer.release(PlainSocket.server(client, "child", "server")));
        }
    }

    @Test
    void aSocketOfAnotherKindIsLeftAlone() {
        assertFalse(HelidonReadBuffer.release(new RecordingSocket()));
    }
}
