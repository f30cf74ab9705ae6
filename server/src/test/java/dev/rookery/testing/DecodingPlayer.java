package dev.rookery.testing;

import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.delta.FrameDecoder;
import dev.rookery.protocol.delta.FrameError;
import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.SnapshotMessage;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.transport.RawWebSocket;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client on a plain socket that decodes every snapshot with the reference decoder, as a browser would, and reads no
/// faster than its owner makes it. Whoever calls [#read] owns it: one thread. What it was told may be asked by any.
public final class DecodingPlayer implements AutoCloseable {
    private final RawWebSocket socket;
    private final FrameDecoder decoder;
    private final InputLayout inputs;
    private final SnapshotMessage message = new SnapshotMessage();
    private final WireWriter out = new WireWriter(64);
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private boolean decodes = true;
    private boolean inStream;
    private int acknowledgeEvery = 1;
    private int sequence = 1;
    private int sinceAcknowledged;
    private int linesHeard;
    private Consumer<byte[]> listener = snapshot -> {};
    private volatile long tick = -1;
    private final AtomicInteger keyframes = new AtomicInteger();
    private final AtomicInteger deltas = new AtomicInteger();
    private final AtomicInteger agreements = new AtomicInteger();
    private volatile int ack;
    private volatile int largestBytes;
    private volatile long skippedTicks;
    private volatile @Nullable String fault;
    private volatile String closeReason = "";
    private volatile int closeCode;

    private DecodingPlayer(RawWebSocket socket, GameBinding<?> game) {
        this.socket = socket;
        this.decoder = FrameDecoder.of(game.schema(), game.codec().backEnd());
        this.inputs = game.input().layout();
    }

    /// Opens a socket and says the first message; the answer is still to be read.
    ///
    /// @param receiveBufferBytes of the kernel, 0 for its own choice
    public static DecodingPlayer open(
            int port, GameBinding<?> game, int receiveBufferBytes, String firstMessage) {
        DecodingPlayer player = new DecodingPlayer(RawWebSocket.open(port, receiveBufferBytes), game);
        player.socket.sendText(firstMessage);
        return player;
    }

    /// The first message of somebody who plays.
    public static String joinMessage(String game, String name) {
        return "{\"type\":\"join\",\"game\":\"" + game + "\",\"name\":\"" + name + "\"}";
    }

    /// Says after every so many snapshots what has arrived; 0 for never.
    public DecodingPlayer acknowledgingEvery(int snapshots) {
        acknowledgeEvery = snapshots;
        return this;
    }

    /// Believes every snapshot without looking into it, which is cheap.
    public DecodingPlayer trusting() {
        decodes = false;
        return this;
    }

    /// Shows each snapshot message once it is decoded.
    public DecodingPlayer listening(Consumer<byte[]> toSnapshots) {
        listener = toSnapshots;
        return this;
    }

    /// Waits for one frame and takes it; false at the end of the connection.
    public boolean read() {
        RawWebSocket.Frame frame;
        try {
            frame = socket.read();
        } catch (UncheckedIOException e) {
            return false;
        }
        if (frame == null) {
            return false;
        }
        switch (frame.opcode()) {
            case RawWebSocket.TEXT -> hear(frame);
            case RawWebSocket.BINARY -> take(frame.payload());
            case RawWebSocket.PING -> socket.send(RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.PONG, frame.payload()));
            case RawWebSocket.CLOSE -> answerClose(frame);
            default -> throw new AssertionError("Unexpected frame: opcode=" + frame.opcode());
        }
        return true;
    }

    /// As a browser does.
    private void answerClose(RawWebSocket.Frame close) {
        closeReason = close.closeReason();
        closeCode = close.closeCode();
        send(() -> socket.send(RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.CLOSE, close.payload())));
    }

    private void hear(RawWebSocket.Frame frame) {
        String text = frame.text();
        if (text.contains("\"type\":\"welcome\"")) {
            linesHeard = 0;
        } else if (!text.contains("\"type\":\"error\"")) {
            linesHeard++;
        }
        texts.add(text);
    }

    private void take(byte[] snapshot) {
        largestBytes = Math.max(largestBytes, snapshot.length);
        if (!message.read(snapshot)) {
            throw new AssertionError("Not a snapshot: bytes=" + snapshot.length);
        }
        long shown = message.tick(tick);
        if (!decodes) {
            inStream = true;
        } else if (message.isKeyframe() || inStream) {
            FrameError error =
                    decoder.decode(snapshot, message.bodyOffset(), message.bodyLength(), message.isKeyframe());
            inStream = error == null && !message.contradicts(decoder.stateHash());
            if (inStream && message.isHashed()) {
                agreements.incrementAndGet();
            }
            if (!inStream) {
                fault = "tick=" + shown + " error=" + error;
            }
        }
        if (message.isKeyframe()) {
            long before = skippedTicks;
            skippedTicks = tick < 0 ? 0 : before + shown - tick - 1;
            keyframes.incrementAndGet();
        } else {
            deltas.incrementAndGet();
        }
        ack = message.ack() > 0 ? message.ack() : ack;
        tick = shown;
        listener.accept(snapshot);
        if (acknowledgeEvery > 0 && ++sinceAcknowledged >= acknowledgeEvery) {
            sinceAcknowledged = 0;
            acknowledge();
        }
    }

    /// One input of quantised values.
    public void input(int... values) {
        beginInput(1);
        inputs.write(values, out);
        sequence++;
        socket.sendBinary(out.copy());
    }

    /// Says what has arrived.
    public void acknowledge() {
        beginInput(0);
        send(() -> socket.sendBinary(out.copy()));
    }

    /// The server may have closed just now; then the next read says so.
    private static void send(Runnable message) {
        try {
            message.run();
        } catch (UncheckedIOException e) {
            // It was quicker.
        }
    }

    private void beginInput(int count) {
        out.clear();
        out.u8(MessageType.INPUT);
        out.u8(0);
        out.varint(inStream ? (int) tick + 1 : 0);
        out.varint(0);
        out.varint(sequence);
        out.u8(count);
    }

    /// Any frame, right or wrong.
    public void sendFrame(int firstByte, byte[] payload) {
        socket.send(RawWebSocket.frame(firstByte, payload));
    }

    public void say(String json) {
        send(() -> socket.sendText(json));
    }

    /// Reads until a control message with `part` came, and takes it.
    public String hear(String part) {
        for (; ; ) {
            for (String text = texts.poll(); text != null; text = texts.poll()) {
                if (text.contains(part)) {
                    return text;
                }
            }
            if (!read()) {
                throw new AssertionError("The connection ended before: " + part + " closeCode=" + closeCode);
            }
        }
    }

    /// The value of a text in a JSON message.
    public static String field(String name, String json) {
        String before = "\"" + name + "\":\"";
        int at = json.indexOf(before);
        if (at < 0) {
            throw new AssertionError("No " + name + " in " + json);
        }
        return json.substring(at + before.length(), json.indexOf('"', at + before.length()));
    }

    /// Reads until the connection ends and says the code with which the server closed, 1006 without one.
    public int readToTheEnd() {
        while (closeCode == 0 && read()) {
            // On to the next.
        }
        return closeCode == 0 ? 1006 : closeCode;
    }

    /// The code with which the server closed, 0 while it has not.
    public int closeCode() {
        return closeCode;
    }

    /// What the server said with [#closeCode].
    public String closeReason() {
        return closeReason;
    }

    /// Control messages since the welcome, errors not counted: what a resume says.
    public int linesHeard() {
        return linesHeard;
    }

    /// Control messages that came and were not taken.
    public Queue<String> texts() {
        return texts;
    }

    /// The state as this client knows it; the owner's thread only.
    public EntityRows rows() {
        return decoder.rows();
    }

    /// The newest tick applied, -1 before the first.
    public long tick() {
        return tick;
    }

    public boolean isInStream() {
        return inStream;
    }

    /// Whether the newest snapshot was a delta.
    public boolean isDelta() {
        return !message.isKeyframe();
    }

    /// Where in the newest snapshot message the part begins that is the same for everybody.
    public int frameOffset() {
        return message.frameOffset();
    }

    public int keyframes() {
        return keyframes.get();
    }

    public int deltas() {
        return deltas.get();
    }

    /// Times that the server said what the state is, and it was this client's.
    public int agreements() {
        return agreements.get();
    }

    /// Ticks between the first snapshot and the newest of which none came.
    public long skippedTicks() {
        return skippedTicks;
    }

    /// Newest input that the server says it used.
    public int ack() {
        return ack;
    }

    /// Size of the largest snapshot message.
    public int largestBytes() {
        return largestBytes;
    }

    /// The last snapshot that could not be applied or led to a wrong state, or null.
    public @Nullable String fault() {
        return fault;
    }

    /// Ends the connection with RST.
    public void reset() {
        socket.reset();
    }

    /// Ends the connection with FIN, without a close frame.
    public void finish() {
        socket.finish();
    }

    /// Ends the connection politely.
    public void leave(int code) {
        socket.sendClose(code);
    }

    @Override
    public void close() {
        socket.close();
    }
}
