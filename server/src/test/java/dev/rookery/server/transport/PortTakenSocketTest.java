package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PortTakenSocketTest {
    @Test
    void isSaidOfTheGamePort() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var e = assertThrows(PortTakenException.class, () -> start("127.0.0.1", other.getLocalPort(), 0));
            assertEquals(other.getLocalPort(), e.port());
            assertTrue(String.valueOf(e.getMessage()).endsWith("port=" + other.getLocalPort()));
        }
    }

    @Test
    void isSaidOfTheAdminPort() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var e = assertThrows(PortTakenException.class, () -> start("127.0.0.1", 0, other.getLocalPort()));
            assertEquals(other.getLocalPort(), e.port());
        }
    }

    @Test
    void isNotSaidOfAnAddressThatIsNotOurs() {
        assertThrows(UncheckedIOException.class, () -> start("203.0.113.7", 8080, 0));
    }

    @Test
    void doesNotHappenRightAfterAServerHasStopped() {
        var first = start("127.0.0.1", 0, 0);
        int port = first.port();
        first.connect().close();
        first.close();
        start("127.0.0.1", port, 0).close();
    }

    private static ServerUnderTest start(String host, int port, int adminPort) {
        return new ServerUnderTest(ServerUnderTest.listeningOn(host, port, adminPort), new EchoAcceptor());
    }
}
