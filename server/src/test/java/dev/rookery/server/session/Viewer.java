package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.delta.FrameDecoder;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.SnapshotMessage;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomPulse;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A spectator's end of a line without a line: takes what waits whenever the test says so, and decodes it as a browser would.
/// Owned by the test's thread.
final class Viewer implements Connection, MessageWriter {
    private static final int ROUND_BYTES = 1 << 20;

    private final FrameDecoder decoder;
    private final SnapshotMessage message = new SnapshotMessage();
    private final List<String> told = new ArrayList<>();
    private final WireWriter out = new WireWriter(64);
    private @Nullable ConnectionListener listener;
    private @Nullable CloseCode closedWith;
    private @Nullable RoomPulse followed;
    private boolean acknowledges = true;
    private boolean appended;
    private long tick = -1;
    private int keyframes;
    private int deltas;
    private int agreements;
    private int privateHeaders;

    Viewer(GameBinding<?> game) {
        decoder = FrameDecoder.of(game.schema(), game.codec().backEnd());
    }

    Viewer behind(ConnectionListener newListener) {
        listener = newListener;
        return this;
    }

    /// Never says what has arrived, or does so again.
    void acknowledges(boolean now) {
        acknowledges = now;
    }

    /// Takes everything that waits, as the writer of an idle line does.
    void read() {
        ConnectionListener from = here();
        do {
            appended = false;
            from.fill(this);
        } while (appended);
        from.written();
        if (acknowledges && tick >= 0) {
            input(0);
        }
    }

    /// Sends a message with so many inputs of one byte each.
    void input(int count, int... inputBytes) {
        out.clear();
        out.u8(MessageType.INPUT);
        out.u8(0);
        out.varint((int) tick + 1);
        out.varint(0);
        out.varint(1);
        out.u8(count);
        for (int each : inputBytes) {
            out.u8(each);
        }
        here().onBinary(out.bytes(), 0, out.length());
    }

    void say(String json) {
        here().onText(json);
    }

    /// The line is cut.
    void vanish() {
        here().onEnd(new ConnectionEnd(ConnectionEnd.Cause.ABRUPT, 1006));
    }

    private ConnectionListener here() {
        ConnectionListener present = listener;
        if (present == null) {
            throw new IllegalStateException("Nobody is behind this connection.");
        }
        return present;
    }

    long tick() {
        return tick;
    }

    int keyframes() {
        return keyframes;
    }

    int deltas() {
        return deltas;
    }

    /// Times that the server said what the state is, and it was this one's.
    int agreements() {
        return agreements;
    }

    /// Messages with anything for this client alone.
    int privateHeaders() {
        return privateHeaders;
    }

    EntityRows rows() {
        return decoder.rows();
    }

    List<String> told() {
        return told;
    }

    boolean heard(String part) {
        return told.stream().anyMatch(line -> line.contains(part));
    }

    @Nullable CloseCode closedWith() {
        return closedWith;
    }

    /// The pulse that it was told to go along with.
    @Nullable RoomPulse followed() {
        return followed;
    }

    @Override
    public void follow(RoomPulse pulse) {
        followed = pulse;
    }

    @Override
    public void binary(byte[] head, int headLength, byte[] shared, int sharedOffset, int sharedLength) {
        appended = true;
        byte[] whole = new byte[headLength + sharedLength];
        System.arraycopy(head, 0, whole, 0, headLength);
        System.arraycopy(shared, sharedOffset, whole, headLength, sharedLength);
        privateHeaders += headLength != 2 || whole[1] != 0 ? 1 : 0;
        boolean isRead = message.read(whole);
        if (!isRead || (!message.isKeyframe() && tick < 0)) {
            throw new AssertionError("A snapshot that cannot be used: bytes=" + whole.length);
        }
        tick = message.tick(tick);
        Object error = decoder.decode(whole, message.bodyOffset(), message.bodyLength(), message.isKeyframe());
        if (error != null || message.contradicts(decoder.stateHash())) {
            throw new AssertionError("Another state than the room's: tick=" + tick + " error=" + error);
        }
        agreements += message.isHashed() ? 1 : 0;
        keyframes += message.isKeyframe() ? 1 : 0;
        deltas += message.isKeyframe() ? 0 : 1;
    }

    @Override
    public void text(byte[] utf8) {
        appended = true;
        told.add(new String(utf8, StandardCharsets.UTF_8));
    }

    @Override
    public int remaining() {
        return ROUND_BYTES;
    }

    @Override
    public boolean isEmpty() {
        return !appended;
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public InetAddress remoteAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void wake() {}

    @Override
    public void limitInbound(int maxMessageBytes) {}

    @Override
    public void slowDown(long nanos) {}

    @Override
    public long heardNanos() {
        return 0;
    }

    @Override
    public long silentNanos() {
        return 0;
    }

    @Override
    public Traffic traffic() {
        return new Traffic(0, 0, 0, 0);
    }

    @Override
    public void close(CloseCode code, String reason) {
        closedWith = closedWith == null ? code : closedWith;
    }
}
