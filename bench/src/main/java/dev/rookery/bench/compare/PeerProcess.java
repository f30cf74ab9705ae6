package dev.rookery.bench.compare;

import dev.rookery.bench.NotMeasuredException;
import dev.rookery.bench.load.ProcessTimes;
import dev.rookery.bench.load.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A peer's server. It prints `READY` and its port on loopback, and ends with its standard input.
final class PeerProcess implements ServerProcess {
    private final Process process;
    private final int port;

    /// @param folder to run in
    /// @throws NotMeasuredException if it does not start here
    PeerProcess(List<String> command, Path folder) throws IOException, NotMeasuredException {
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new NotMeasuredException("it cannot be started: " + e.getMessage());
        }
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        port = ready(lines);
        Thread.ofVirtual().name("peer-output").start(() -> drain(lines));
    }

    private int ready(BufferedReader lines) throws IOException, NotMeasuredException {
        String last = "nothing";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("READY ")) {
                return Integer.parseInt(line.substring("READY ".length()).strip());
            }
            last = line.isBlank() || last.contains("rror") ? last : line.strip();
        }
        process.destroy();
        throw new NotMeasuredException("it did not start, and said: " + last);
    }

    private static void drain(BufferedReader lines) {
        try {
            var _ = lines.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // It has ended.
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ProcessTimes times() throws IOException {
        return ProcessTimes.of(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
