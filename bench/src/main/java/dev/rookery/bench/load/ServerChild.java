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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The server under load: `rookery serve` with its default settings, on free ports of loopback, in a process of its own, so
/// that neither side's heap or threads are the other's.
final class ServerChild implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)/");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final int adminPort;

    ServerChild() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-exports",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-DexitWithParent=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.rookery.server.Main",
                        "serve",
                        "--host=127.0.0.1",
                        "--port=0",
                        "--admin-port=0",
                        "--data-directory="))
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        port = nextPort(lines);
        adminPort = nextPort(lines);
        Thread.ofVirtual().name("server-output").start(() -> drain(lines));
    }

    /// So that the server never waits for somebody to read what it says.
    private static void drain(BufferedReader lines) {
        try {
            var _ = lines.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // It has ended.
        }
    }

    private static int nextPort(BufferedReader lines) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            Matcher found = ADDRESS.matcher(line);
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
        }
        throw new IOException("The server did not start:\n" + said);
    }

    int port() {
        return port;
    }

    /// What the server counts, now.
    ServerScrape scrape() throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + adminPort + "/metrics");
        String text = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
        long cpuNanos = process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
        return ServerScrape.of(text, cpuNanos);
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
