package dev.rookery.server.transport;

import dev.rookery.server.session.MessageWriter;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The frames of one write to a socket, as a server sends them: never masked, never cut.
///
/// Small while a connection is idle; it grows to what a round needs and gives back what a single large message took.
/// Owned by whoever writes. Writing a message copies its bytes once and allocates nothing once the
/// buffer has its size.
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

    private int capacity = INITIAL_BYTES; // bytes
    private BufferData frames = BufferData.create(INITIAL_BYTES);
    private int messages; // text and binary messages in this round

    @Override
    public int remaining() {
        return Math.max(0, ROUND_BYTES - frames.available() - MAX_HEAD_BYTES);
    }

    @Override
    public void text(byte[] utf8) {
        beginMessage(TEXT, utf8.length);
        frames.write(utf8, 0, utf8.length);
    }

    @Override
    public void binary(byte[] head, int headLength, byte[] shared, int sharedOffset, int sharedLength) {
        beginMessage(BINARY, headLength + sharedLength);
        frames.write(head, 0, headLength);
        frames.write(shared, sharedOffset, sharedLength);
    }

    void ping() {
        begin(PING, 0);
    }

    void pong(byte[] payload) {
        begin(PONG, payload.length);
        frames.write(payload, 0, payload.length);
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
        frames.writeInt16(code);
        frames.write(utf8, 0, length);
    }

    /// Control frames do not count: they are there before the session is asked, and leave room for any first message.
    @Override
    public boolean isEmpty() {
        return messages == 0;
    }

    int size() {
        return frames.available();
    }

    int messages() {
        return messages;
    }

    void clear() {
        messages = 0;
        if (capacity > ROUND_BYTES) {
            capacity = INITIAL_BYTES;
            frames = BufferData.create(capacity);
        } else {
            frames.reset();
        }
    }

    /// Blocks until the socket has taken everything.
    void writeTo(HelidonSocket socket) {
        socket.write(frames);
    }

    /// Moves as much as fits.
    void writeTo(ByteBuffer out) {
        frames.writeTo(out, out.remaining());
    }

    /// Moves everything that is left.
    void read(byte[] out, int offset) {
        frames.read(out, offset, out.length - offset);
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
        frames.write(FIN | opcode);
        if (length <= MAX_CONTROL_BYTES) {
            frames.write(length);
        } else if (length <= 0xFFFF) {
            frames.write(126);
            frames.writeInt16(length);
        } else {
            frames.write(127);
            frames.writeInt64(length);
        }
    }

    private void ensureRoom(int count) {
        int needed = frames.available() + count;
        if (needed > capacity) {
            capacity = Math.max(needed, Math.min(2 * capacity, ROUND_BYTES));
            BufferData grown = BufferData.create(capacity);
            grown.write(frames);
            frames = grown;
        }
    }
}
