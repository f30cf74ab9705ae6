package dev.rookery.testing;

import dev.rookery.protocol.ProtocolVersion;
import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// One client over a real socket, for tests of the whole server: says what it is told and keeps what it hears. Every wait
/// ends after [#PATIENCE_SECONDS] with a failure.
public final class SocketPlayer implements AutoCloseable, WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 10;

    private final HttpClient http;
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> snapshots = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile String reason = "";
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private @Nullable WebSocket socket;

    private SocketPlayer(HttpClient http) {
        this.http = http;
    }

    /// Opens a socket; nothing is said yet.
    public static SocketPlayer connect(int port) {
        return connect(port, "/play");
    }

    /// The same with a query, or somewhere else.
    public static SocketPlayer connect(int port, String path) {
        return connect(HttpClient.newHttpClient(), "ws://127.0.0.1:" + port + path);
    }

    /// Opens a socket over TLS to `localhost`.
    public static SocketPlayer connectOverTls(int port, SSLContext trust) {
        return connect(HttpClient.newBuilder().sslContext(trust).build(), "wss://localhost:" + port + "/play");
    }

    private static SocketPlayer connect(HttpClient http, String url) {
        SocketPlayer player = new SocketPlayer(http);
        player.socket = http.newWebSocketBuilder()
                .subprotocols(ProtocolVersion.SUB_PROTOCOL)
                .buildAsync(URI.create(url), player)
                .join();
        return player;
    }

    /// Opens a socket, joins, and waits for the welcome.
    public static SocketPlayer join(int port, String message) {
        SocketPlayer player = connect(port);
        player.say(message);
        return player;
    }

    public void say(String json) {
        open().sendText(json, true).join();
    }

    public void send(byte[] bytes) {
        open().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /// Sends one input message of quantised values.
    public void input(InputLayout layout, int sequence, int... values) {
        input(layout, 0, sequence, values);
    }

    /// The same, and asks for its way to be told.
    public void tracedInput(InputLayout layout, int sequence, int... values) {
        input(layout, 1, sequence, values);
    }

    private void input(InputLayout layout, int flags, int sequence, int... values) {
        WireWriter out = new WireWriter(64);
        out.u8(MessageType.INPUT);
        out.u8(flags);
        out.varint(0);
        out.varint(0);
        out.varint(sequence);
        out.u8(1);
        layout.write(values, out);
        send(out.copy());
    }

    /// The next control message that contains `part`; others are passed over.
    public String hear(String part) {
        try {
            for (; ; ) {
                String heard = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (heard == null) {
                    throw new AssertionError("Nothing heard with: " + part + "; closed=" + closed.getNow(0));
                }
                if (heard.contains(part)) {
                    return heard;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether a control message with `part` came and was not fetched yet.
    public boolean heard(String part) {
        return texts.stream().anyMatch(text -> text.contains(part));
    }

    /// The next snapshot message.
    public byte[] snapshot() {
        try {
            byte[] snapshot = snapshots.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (snapshot == null) {
                throw new AssertionError("No snapshot came; closed=" + closed.getNow(0));
            }
            return snapshot;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Snapshots heard and not yet fetched.
    public int snapshotsWaiting() {
        return snapshots.size();
    }

    /// The code with which the server closed.
    public int closeCode() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("The server did not close.", e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the server said with [#closeCode].
    public String closeReason() {
        return reason;
    }

    /// Closes politely.
    public void leave(int code) {
        open().sendClose(code, "").join();
    }

    /// Cuts the line without a word.
    public void vanish() {
        open().abort();
    }

    private WebSocket open() {
        WebSocket now = socket;
        if (now == null) {
            throw new IllegalStateException("Not connected.");
        }
        return now;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        binary.writeBytes(part);
        if (last) {
            snapshots.add(binary.toByteArray());
            binary.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String said) {
        reason = said;
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        WebSocket now = socket;
        if (now != null) {
            now.abort();
        }
        http.shutdownNow();
    }
}
