package dev.rookery.server.transport;

import dev.rookery.server.session.MessageWriter;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The frames of one write to a socket, as a server sends them: never masked, never cut.
///
/// One that belongs to a connection is small while that is idle, grows to what a round needs and gives back what a single large
/// message took. One that many connections share lies outside the heap, where a channel takes the bytes without a copy of its own,
/// and keeps the size that it once had.
///
/// Owned by whoever writes. Writing a message copies its bytes once and allocates nothing once the buffer has its size.
final class OutboundBuffer implements MessageWriter {
    /// A round ends when this much is in the buffer: enough to make the call worth while, little enough to stay fresh.
    static final int ROUND_BYTES = 16 * 1024;

    static final int MAX_MESSAGE_BYTES = 1024 * 1024;

    private static final int INITIAL_BYTES = 1024;
    private static final int MAX_HEAD_BYTES = 10;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int FIN = 0x80;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private ByteBuffer frames;
    private int messages; // text and binary messages in this round

    private OutboundBuffer(ByteBuffer frames) {
        this.frames = frames;
    }

    /// Of one connection.
    static OutboundBuffer ofOne() {
        return new OutboundBuffer(ByteBuffer.allocate(INITIAL_BYTES));
    }

    /// For channels, one after the other.
    static OutboundBuffer ofMany() {
        return new OutboundBuffer(ByteBuffer.allocateDirect(ROUND_BYTES));
    }

    @Override
    public int remaining() {
        return Math.max(0, ROUND_BYTES - frames.position() - MAX_HEAD_BYTES);
    }

    @Override
    public void text(byte[] utf8) {
        beginMessage(TEXT, utf8.length);
        frames.put(utf8);
    }

    @Override
    public void binary(byte[] head, int headLength, byte[] shared, int sharedOffset, int sharedLength) {
        beginMessage(BINARY, headLength + sharedLength);
        frames.put(head, 0, headLength);
        frames.put(shared, sharedOffset, sharedLength);
    }

    void ping() {
        begin(PING, 0);
    }

    void pong(byte[] payload) {
        begin(PONG, payload.length);
        frames.put(payload);
    }

    /// A close frame; [FrameReader#NO_CODE] makes it an empty one. A reason too long for the frame is cut.
    void close(int code, String reason) {
        if (code == FrameReader.NO_CODE) {
            begin(CLOSE, 0);
            return;
        }
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(utf8.length, MAX_CONTROL_BYTES - Short.BYTES);
        while (length < utf8.length && (utf8[length] & 0xC0) == 0x80) {
            length--; // not in the middle of a character
        }
        begin(CLOSE, Short.BYTES + length);
        frames.putShort((short) code);
        frames.put(utf8, 0, length);
    }

    /// Control frames do not count: they are there before the session is asked, and leave room for any first message.
    @Override
    public boolean isEmpty() {
        return messages == 0;
    }

    int size() {
        return frames.position();
    }

    int messages() {
        return messages;
    }

    void clear() {
        messages = 0;
        if (!frames.isDirect() && frames.capacity() > ROUND_BYTES) {
            frames = ByteBuffer.allocate(INITIAL_BYTES);
        } else {
            frames.clear();
        }
    }

    /// Blocks until the socket has taken everything; only for the buffer of one connection.
    void writeTo(HelidonSocket socket) {
        socket.write(BufferData.createReadOnly(frames.array(), 0, frames.position()));
    }

    /// What is in it, to be taken out; nothing may be added before [#clear].
    ByteBuffer flipped() {
        return frames.flip();
    }

    /// The empty memory itself, for bytes that are frames already.
    ByteBuffer emptied() {
        clear();
        return frames;
    }

    private void beginMessage(int opcode, int length) {
        if (length > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("message too large: length=" + length);
        }
        if (!isEmpty() && length > remaining()) {
            throw new IllegalStateException("no room left in this round: length=" + length);
        }
        messages++;
        begin(opcode, length);
    }

    private void begin(int opcode, int length) {
        ensureRoom(MAX_HEAD_BYTES + length);
        frames.put((byte) (FIN | opcode));
        if (length <= MAX_CONTROL_BYTES) {
            frames.put((byte) length);
        } else if (length <= 0xFFFF) {
            frames.put((byte) 126);
            frames.putShort((short) length);
        } else {
            frames.put((byte) 127);
            frames.putLong(length);
        }
    }

    private void ensureRoom(int count) {
        if (frames.remaining() < count) {
            // A shared one keeps what it took, and keyframes of a growing world would take memory anew each time.
            int most = frames.isDirect() ? MAX_MESSAGE_BYTES : ROUND_BYTES;
            int capacity = Math.max(frames.position() + count, Math.min(2 * frames.capacity(), most));
            ByteBuffer grown = frames.isDirect() ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
            frames = grown.put(frames.flip());
        }
    }
}
