package dev.rookery.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rookery.protocol.delta.FrameDecoder;
import dev.rookery.protocol.delta.FrameError;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.SnapshotMessage;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.GameBinding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/// One client: joins, decodes every snapshot as a browser does, compares the state hash wherever one is sent, and says what
/// has arrived. Owned by its virtual thread, but for [#close].
final class LoadClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACKNOWLEDGE_EVERY = 4; // snapshots

    /// What became of a join, times on the monotonic clock.
    record Joined(String room, int seat, long welcomeNanos, long keyframeNanos) {}

    private final int port;
    private final GameBinding<?> game;
    private final FrameDecoder decoder;
    private final SnapshotMessage message = new SnapshotMessage();
    private final WireWriter out = new WireWriter(64);
    private long tick = -1;
    private volatile @Nullable LoadSocket connected;

    /// Nothing is connected yet.
    LoadClient(int port, GameBinding<?> game) {
        this.port = port;
        this.game = game;
        this.decoder = FrameDecoder.of(game.schema(), game.codec().backEnd());
    }

    /// Opens the socket, joins, and reads until the first keyframe is decoded.
    ///
    /// @throws IOException if the server refuses, or says anything that it should not
    Joined join(String firstMessage) throws IOException {
        LoadSocket socket = new LoadSocket(port);
        connected = socket;
        byte[] bytes = firstMessage.getBytes(StandardCharsets.UTF_8);
        socket.send(LoadSocket.TEXT, bytes, bytes.length);
        String room = "";
        int seat = -1;
        long welcomeNanos = 0;
        while (tick < 0) {
            switch (socket.read()) {
                case LoadSocket.TEXT -> {
                    JsonNode said = JSON.readTree(socket.text());
                    switch (said.path("type").asText()) {
                        case "welcome" -> {
                            check(seat < 0, "a second welcome");
                            check(said.path("fingerprint").asInt() == game.schema().fingerprint(), "another schema");
                            room = said.path("room").asText();
                            seat = said.path("seat").asInt(-1);
                            welcomeNanos = System.nanoTime();
                        }
                        case "error" -> throw new IOException("Refused: " + socket.text());
                        default -> {}
                    }
                }
                case LoadSocket.BINARY -> {
                    check(seat >= 0, "a snapshot before the welcome");
                    decode(socket);
                }
                case LoadSocket.CLOSE -> throw new IOException("Closed before the first keyframe.");
                default -> socket.pong();
            }
        }
        return new Joined(room, seat, welcomeNanos, System.nanoTime());
    }

    /// Reads and decodes until the socket is closed.
    ///
    /// @param intervals takes the time between two snapshots, in microseconds
    void play(Recorder intervals) throws IOException {
        LoadSocket socket = Objects.requireNonNull(connected);
        long last = System.nanoTime();
        for (int count = 0; ; ) {
            switch (socket.read()) {
                case LoadSocket.BINARY -> {
                    long now = System.nanoTime();
                    intervals.recordValue((now - last) / 1000);
                    last = now;
                    decode(socket);
                    if (++count % ACKNOWLEDGE_EVERY == 0) {
                        acknowledge(socket);
                    }
                }
                case LoadSocket.TEXT -> check(!socket.text().contains("\"type\":\"welcome\""), "a second welcome");
                case LoadSocket.CLOSE -> {
                    return;
                }
                default -> socket.pong();
            }
        }
    }

    private void decode(LoadSocket socket) throws IOException {
        byte[] bytes = Arrays.copyOf(socket.payload(), socket.length());
        check(message.read(bytes), "no snapshot");
        check(tick >= 0 || message.isKeyframe(), "no keyframe at first");
        FrameError error = decoder.decode(bytes, message.bodyOffset(), message.bodyLength(), message.isKeyframe());
        check(error == null && !message.contradicts(decoder.stateHash()), "a state that is not the server's");
        tick = message.tick(tick);
    }

    private void acknowledge(LoadSocket socket) throws IOException {
        out.clear();
        out.u8(MessageType.INPUT);
        out.u8(0);
        out.varint((int) tick + 1);
        out.varint(0);
        out.varint(1);
        out.u8(0);
        socket.send(LoadSocket.BINARY, out.bytes(), out.length());
    }

    private static void check(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException("The server sent " + otherwise + ".");
        }
    }

    @Override
    public void close() throws IOException {
        LoadSocket socket = connected;
        if (socket != null) {
            socket.close();
        }
    }
}
