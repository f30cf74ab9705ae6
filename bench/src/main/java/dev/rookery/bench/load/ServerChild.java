package dev.rookery.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// The server under load: [BenchServer] on free ports of loopback, in a process of its own, so that neither side's heap or
/// threads are the other's.
public final class ServerChild implements ServerProcess {
    private static final int ANSWER_SECONDS = 30;

    /// What the process has allocated since its start, and what its heap holds.
    record Usage(long allocatedBytes, long heapBytes) {}

    private final Process process;
    private final long startNanos = System.nanoTime();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(4);
    private final int port;
    private final int adminPort;

    /// Waits until it accepts players.
    public ServerChild(ServerSetup setup) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(setup.jvmOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchServer.class.getName()));
        command.add(setup.arena().line());
        command.addAll(List.of("--host=127.0.0.1", "--port=0", "--admin-port=0", "--data-directory="));
        command.addAll(setup.settings());
        process = new ProcessBuilder(setup.pinning().server(command))
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        List<String> ready = ready(lines);
        port = Integer.parseInt(ready.get(1));
        adminPort = Integer.parseInt(ready.get(2));
        Thread.ofVirtual().name("server-output").start(() -> listen(lines));
    }

    private static List<String> ready(BufferedReader lines) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(BenchServer.READY + " ")) {
                return List.of(line.split(" ", -1));
            }
            said.append(line).append('\n');
        }
        throw new IOException("The server did not start:\n" + said);
    }

    /// So that the server never waits for somebody to read what it says.
    private void listen(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(BenchServer.USAGE + " ")) {
                    answers.add(line);
                }
            }
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

    /// Seconds since it was started.
    double uptimeSeconds(long nowNanos) {
        return (nowNanos - startNanos) / 1e9;
    }

    /// What it has allocated.
    ///
    /// @param collected after a collection of garbage, which takes a while
    Usage usage(boolean collected) throws IOException, InterruptedException {
        Writer out = process.outputWriter(StandardCharsets.UTF_8);
        out.write((collected ? BenchServer.COLLECT : "usage") + "\n");
        out.flush();
        String answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IOException("The server does not say what it uses.");
        }
        List<String> parts = List.of(answer.split(" ", -1));
        return new Usage(Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2)));
    }

    /// What the server counts, now.
    ServerScrape scrape() throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + adminPort + "/metrics");
        String text = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
        return ServerScrape.of(text, times().cpuNanos());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
