package dev.rookery.bench.start;

import dev.rookery.bench.OwnProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One start of a server in a process of its own, on free ports of loopback, seen from outside, to the first answer and to a
/// player's first snapshot. Times in milliseconds from just before the process was started.
///
/// @param play of those who came then; null if nobody did
record ServerStart(
        double readyMillis,
        double readyCpuMillis,
        double snapshotMillis,
        double snapshotCpuMillis,
        @Nullable FirstPlay play) {
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final long POLL_NANOS = 1_000_000;
    private static final String JOIN = "{\"type\":\"join\",\"game\":\"skirmish\",\"name\":\"Ada\"}";

    /// @param command that starts a server, the settings not included
    /// @param crowd that comes once the first player has a snapshot; null for nobody
    static ServerStart of(List<String> command, @Nullable Crowd crowd) throws IOException, InterruptedException {
        int port = freePort();
        int adminPort = freePort();
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(
                "serve", "--host=127.0.0.1", "--port=" + port, "--admin-port=" + adminPort, "--data-directory="));
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("ROOKERY_"));
        long begun = System.nanoTime();
        try (HttpClient http = HttpClient.newHttpClient();
                OwnProcess server = new OwnProcess(builder)) {
            Process process = server.process();
            awaitReady(process, adminPort, begun);
            double readyMillis = millisSince(begun);
            double readyCpu = cpuMillis(process);
            awaitSnapshot(http, port);
            double snapshotMillis = millisSince(begun);
            double snapshotCpu = cpuMillis(process);
            FirstPlay play = crowd == null ? null : FirstPlay.of(port, process.pid(), crowd);
            return new ServerStart(readyMillis, readyCpu, snapshotMillis, snapshotCpu, play);
        }
    }

    private static void awaitReady(Process process, int adminPort, long begun) throws IOException {
        URI ready = URI.create("http://127.0.0.1:" + adminPort + "/health/ready");
        while (status(ready) != 200) {
            if (!process.isAlive()) {
                throw new IOException("The server ended with status " + process.exitValue() + " before it answered");
            }
            if (System.nanoTime() - begun > LIMIT_NANOS) {
                throw new IOException("The server did not answer in time");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /// -1 if nobody answers.
    private static int status(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return -1;
        }
    }

    private static void awaitSnapshot(HttpClient http, int port) throws IOException, InterruptedException {
        CompletableFuture<Void> snapshot = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                snapshot.complete(null);
                return WebSocket.Listener.super.onBinary(socket, data, last);
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                snapshot.completeExceptionally(new IOException("The join was refused: " + code + " " + reason));
                return WebSocket.Listener.super.onClose(socket, code, reason);
            }

            @Override
            public void onError(WebSocket socket, Throwable error) {
                snapshot.completeExceptionally(error);
            }
        };
        URI play = URI.create("ws://127.0.0.1:" + port + "/play");
        try {
            WebSocket socket = http.newWebSocketBuilder()
                    .subprotocols("rookery.1")
                    .buildAsync(play, listener)
                    .get(LIMIT_NANOS, TimeUnit.NANOSECONDS);
            var _ = socket.sendText(JOIN, true);
            snapshot.get(LIMIT_NANOS, TimeUnit.NANOSECONDS);
            socket.abort();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("No snapshot came", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double cpuMillis(Process process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e6;
    }
}
