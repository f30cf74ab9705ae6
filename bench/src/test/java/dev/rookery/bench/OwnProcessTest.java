package dev.rookery.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.bench.load.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A bench that somebody ends leaves no server behind that would be in the next one's way.
final class OwnProcessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Ends only if it is ended.
    static final class Stubborn {
        private Stubborn() {}

        public static void main(String[] arguments) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        static ProcessBuilder builder() {
            return new ProcessBuilder(ServerSetup.java(List.of(), Stubborn.class.getName())).inheritIO();
        }
    }

    /// Starts one, says its id, and waits.
    static final class Bench {
        private Bench() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (OwnProcess server = new OwnProcess(Stubborn.builder())) {
                System.out.println(server.process().pid());
                Stubborn.main(arguments);
            }
        }
    }

    @Test
    void whatIsClosedHasEnded() throws IOException {
        OwnProcess server = new OwnProcess(Stubborn.builder());
        assertTrue(server.process().isAlive());
        server.close();
        assertFalse(server.process().isAlive());
    }

    @Test
    void aBenchThatIsEndedByASignalTakesItsServerAlong() throws IOException {
        Process bench = new ProcessBuilder(ServerSetup.java(List.of(), Bench.class.getName())).start();
        BufferedReader said = bench.inputReader();
        long server = Long.parseLong(Objects.requireNonNull(said.readLine()));
        try {
            bench.destroy();
            // The server has the same output, which ends when both have.
            assertEquals(-1, assertTimeoutPreemptively(PATIENCE, () -> said.read()));
        } finally {
            ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
