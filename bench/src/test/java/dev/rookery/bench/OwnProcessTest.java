package dev.rookery.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.bench.load.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bench that somebody ends leaves no server behind that would be in the next one's way.
final class OwnProcessTest {
    private static final int PATIENCE_MILLIS = 30_000;

    private ServerSocket listener;

    /// Says that it is there by a connection, and ends only if it is ended or nobody tests any more.
    static final class Stubborn {
        private Stubborn() {}

        public static void main(String[] arguments) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
                System.exit(socket.getInputStream().read());
            }
        }

        static ProcessBuilder on(String port) {
            List<String> command = ServerSetup.java(List.of(), Stubborn.class.getName());
            command.add(port);
            return new ProcessBuilder(command);
        }
    }

    /// Starts one, and waits.
    static final class Bench {
        private Bench() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (OwnProcess server = new OwnProcess(Stubborn.on(arguments[0]))) {
                new CountDownLatch((int) server.process().pid()).await();
            }
        }
    }

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private String port() {
        return String.valueOf(listener.getLocalPort());
    }

    @Test
    void whatIsClosedHasEnded() throws IOException {
        OwnProcess server = new OwnProcess(Stubborn.on(port()));
        try (Socket connection = listener.accept()) {
            assertTrue(server.process().isAlive());
            server.close();
            assertFalse(server.process().isAlive());
            assertEquals(-1, connection.getInputStream().read());
        }
    }

    @Test
    void aBenchThatIsEndedByASignalTakesItsServerAlong() throws IOException {
        List<String> command = ServerSetup.java(List.of(), Bench.class.getName());
        command.add(port());
        Process bench = new ProcessBuilder(command).start();
        try (Socket connection = listener.accept()) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            bench.destroy();
            assertEquals(-1, connection.getInputStream().read(), "as long as the server runs this waits");
        } finally {
            bench.destroyForcibly();
        }
    }
}
