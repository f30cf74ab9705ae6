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
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// A server under load, whatever it is, in a process of its own, so that neither side's heap or threads are the other's. It
/// prints `READY` and its port on loopback, and ends with its standard input; one that is a [ChildProgram] also says what it uses.
public final class ServerChild implements AutoCloseable {
    private static final int ANSWER_SECONDS = 30;
    private static final int END_SECONDS = 10;

    /// What a JVM has done since its start.
    ///
    /// @param allocatedBytes by all its threads
    /// @param heapBytes that are in use
    /// @param compiledMillis spent by its compilers
    public record Usage(long allocatedBytes, long heapBytes, long compiledMillis) {}

    private final Process process;
    private final long startNanos = System.nanoTime();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(4);
    private final List<String> ready;

    /// Waits until it accepts players.
    ///
    /// @param folder to run in
    /// @throws IOException if it does not start, with what it said
    public ServerChild(List<String> command, Path folder) throws IOException {
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        ready = ready(lines);
        Thread.ofVirtual().name("server-output").start(() -> listen(lines));
    }

    private List<String> ready(BufferedReader lines) throws IOException {
        String said = "nothing";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(ChildProgram.READY + " ")) {
                return List.of(line.strip().split(" ", -1));
            }
            said = line.isBlank() || said.contains("rror") || said.contains("xception") ? said : line.strip();
        }
        close();
        throw new IOException("it did not start, and said: " + said);
    }

    /// So that the server never waits for somebody to read what it says.
    private void listen(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ChildProgram.USAGE + " ")) {
                    answers.add(line);
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    /// Where it takes WebSockets, on loopback.
    public int port() {
        return Integer.parseInt(ready.get(1));
    }

    /// What the operating system has charged to it so far.
    public ProcessTimes times() throws IOException {
        return ProcessTimes.of(process.pid());
    }

    /// Seconds since it was started.
    double uptimeSeconds(long nowNanos) {
        return (nowNanos - startNanos) / 1e9;
    }

    /// Whether it is a [ChildProgram].
    public boolean saysUsage() {
        return ready.size() > 2;
    }

    /// What it uses, of a [ChildProgram].
    ///
    /// @param collected after a collection of garbage, which takes a while
    public Usage usage(boolean collected) throws IOException, InterruptedException {
        Writer out = process.outputWriter(StandardCharsets.UTF_8);
        out.write((collected ? ChildProgram.COLLECT : "usage") + "\n");
        out.flush();
        String answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IOException("The server does not say what it uses.");
        }
        List<String> parts = List.of(answer.split(" ", -1));
        return new Usage(Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2)), Long.parseLong(parts.get(3)));
    }

    /// What a server of ours counts, now.
    ServerScrape scrape() throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + ready.get(2) + "/metrics");
        String text = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
        return ServerScrape.of(text, times().cpuNanos());
    }

    /// Ends it.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
