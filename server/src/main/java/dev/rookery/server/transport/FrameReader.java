package dev.rookery.server.transport;

import dev.rookery.protocol.CloseCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of one WebSocket client into messages, strictly by RFC 6455: masked frames, no extensions, minimal
/// lengths, valid UTF-8 in text. Bytes come in pieces of any size; no I/O here.
///
/// The client may lie about everything: a length is judged before anything is kept, and memory grows with the bytes
/// that really came, up to the message limit. After an error or the client's close frame whatever follows is ignored.
///
/// Owned by the connection's reader thread. Allocates only for text, for messages cut into pieces, and for a close
/// reason.
///
/// ```
///   HEAD (2) ─▶ REST OF HEAD (length, mask) ─▶ PAYLOAD ─▶ HEAD ...    any fault or CLOSE ─▶ done
///     └── a whole small binary message: an input ──▶ HEAD
/// ```
final class FrameReader {
    /// What the bytes mean, in their order on the wire.
    interface Sink {
        /// A whole text message.
        void text(String text);

        /// A whole binary message. The bytes belong to the reader and change after the call.
        void binary(byte[] bytes, int offset, int length);

        /// A ping, at most 125 bytes. The bytes belong to the reader and change after the call.
        void ping(byte[] bytes, int offset, int length);

        /// A close frame with its code, or [#NO_CODE]. Nothing follows.
        void peerClose(int code);
    }

    /// Stands for a close frame without a code; never on the wire.
    static final int NO_CODE = 1005;

    static final int MAX_FRAGMENTS = 16;

    private static final int MAX_CONTROL_BYTES = 125;
    private static final int MAX_HEAD_BYTES = 14;
    private static final int FIRST_HEAD_BYTES = 2;
    private static final int SMALL_HEAD_BYTES = FIRST_HEAD_BYTES + Integer.BYTES; // of a payload whose length is in its 7 bits
    private static final int MAX_SMALL_BYTES = 125;

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = {};

    private final Sink sink;
    private final byte[] head = new byte[MAX_HEAD_BYTES];
    private int headLength; // bytes of the current frame's head received
    private int headNeeded = FIRST_HEAD_BYTES; // grows once the first two bytes tell

    private boolean inPayload;
    private boolean fin;
    private int opcode;
    private int mask;
    private int payloadLength;
    private int payloadRead; // bytes of the current payload received, <= payloadLength

    private int messageOpcode; // TEXT or BINARY while a message is open, else 0
    private int fragments; // frames of the open message
    private final int maxFragments;
    private byte[] message = NOTHING; // what came of the open message or of a data frame cut by a read
    private int messageLength;
    private byte[] control = NOTHING;
    private boolean done;

    FrameReader(Sink sink) {
        this(sink, MAX_FRAGMENTS);
    }

    /// @param maxFragments of one message; more are [CloseCode#TOO_LARGE]
    FrameReader(Sink sink, int maxFragments) {
        this.sink = sink;
        this.maxFragments = maxFragments;
    }

    /// Takes the next bytes, which may be changed in place, and tells the sink what they complete. Returns the reason to
    /// close, or null if all is well.
    @Nullable CloseCode read(byte[] bytes, int offset, int length, int maxMessageBytes) {
        int position = offset;
        int end = offset + length;
        while (!done && (position < end || (inPayload && payloadLength == 0))) {
            @Nullable CloseCode fault = null;
            int small = smallFrame(bytes, position, end, maxMessageBytes);
            if (small > 0) {
                position += small;
            } else if (inPayload) {
                int count = Math.min(end - position, payloadLength - payloadRead);
                fault = takePayload(bytes, position, count);
                position += count;
            } else {
                head[headLength++] = bytes[position++];
                if (headLength == headNeeded) {
                    fault = headNeeded == FIRST_HEAD_BYTES ? judgeFirstBytes() : judgeLength(maxMessageBytes);
                }
            }
            if (fault != null) {
                done = true;
                return fault;
            }
        }
        return null;
    }

    /// Takes the usual frame where it lies: a whole binary message of one small frame, with nothing pending before it. Whatever is
    /// not exactly that is left to the rules below.
    ///
    /// @return its bytes, 0 if there is none
    private int smallFrame(byte[] bytes, int position, int end, int maxMessageBytes) {
        if (inPayload || headLength != 0 || messageOpcode != 0 || end - position < SMALL_HEAD_BYTES) {
            return 0;
        }
        int length = bytes[position + 1] & 0x7F;
        boolean isWhole = bytes[position] == (byte) (0x80 | BINARY)
                && bytes[position + 1] < 0 // masked
                && length <= MAX_SMALL_BYTES
                && length <= maxMessageBytes
                && maxFragments > 0
                && end - position >= SMALL_HEAD_BYTES + length;
        if (!isWhole) {
            return 0;
        }
        int payload = position + SMALL_HEAD_BYTES;
        unmask(bytes, payload, length, (int) INTS.get(bytes, position + FIRST_HEAD_BYTES));
        sink.binary(bytes, payload, length);
        return SMALL_HEAD_BYTES + length;
    }

    private @Nullable CloseCode judgeFirstBytes() {
        fin = (head[0] & 0x80) != 0;
        opcode = head[0] & 0x0F;
        boolean reservedBits = (head[0] & 0x70) != 0;
        boolean masked = (head[1] & 0x80) != 0;
        int shortLength = head[1] & 0x7F;
        if (reservedBits || !masked) {
            return CloseCode.PROTOCOL_ERROR;
        }
        boolean legal = switch (opcode) {
            case CONTINUATION -> messageOpcode != 0;
            case TEXT, BINARY -> messageOpcode == 0;
            case CLOSE, PING, PONG -> fin && shortLength <= MAX_CONTROL_BYTES;
            default -> false;
        };
        if (!legal) {
            return CloseCode.PROTOCOL_ERROR;
        }
        headNeeded = FIRST_HEAD_BYTES + Integer.BYTES + switch (shortLength) {
            case 126 -> Short.BYTES;
            case 127 -> Long.BYTES;
            default -> 0;
        };
        return null;
    }

    private @Nullable CloseCode judgeLength(int maxMessageBytes) {
        int lengthBytes = headNeeded - FIRST_HEAD_BYTES - Integer.BYTES;
        long length = lengthBytes == 0 ? head[1] & 0x7F : bigEndian(FIRST_HEAD_BYTES, lengthBytes);
        // A negative length is one with its top bit set, which the RFC forbids; so does it any longer form than needed.
        boolean minimal = switch (lengthBytes) {
            case Short.BYTES -> length > MAX_CONTROL_BYTES;
            case Long.BYTES -> length > 0xFFFF;
            default -> true;
        };
        if (!minimal) {
            return CloseCode.PROTOCOL_ERROR;
        }
        if (isData()) {
            if (messageOpcode == 0) {
                messageOpcode = opcode;
            }
            fragments++;
            if (fragments > maxFragments || length > maxMessageBytes - messageLength) {
                return CloseCode.TOO_LARGE;
            }
        }
        mask = (int) bigEndian(headNeeded - Integer.BYTES, Integer.BYTES);
        payloadLength = (int) length;
        payloadRead = 0;
        inPayload = true;
        return null;
    }

    private @Nullable CloseCode takePayload(byte[] bytes, int offset, int count) {
        unmask(bytes, offset, count, Integer.rotateLeft(mask, Byte.SIZE * (payloadRead & 3)));
        int readBefore = payloadRead;
        payloadRead += count;
        boolean complete = payloadRead == payloadLength;
        if (complete) {
            inPayload = false;
            headLength = 0;
            headNeeded = FIRST_HEAD_BYTES;
        }
        if (isData()) {
            // The usual case, one whole frame in one read, is handed on without a copy.
            if (complete && fin && readBefore == 0 && messageLength == 0) {
                return endMessage(bytes, offset, count);
            }
            message = append(message, messageLength, bytes, offset, count);
            messageLength += count;
            return complete && fin ? endMessage(message, 0, messageLength) : null;
        }
        if (complete && readBefore == 0) {
            return endControlFrame(bytes, offset, count);
        }
        control = append(control, readBefore, bytes, offset, count);
        return complete ? endControlFrame(control, 0, payloadLength) : null;
    }

    private @Nullable CloseCode endMessage(byte[] bytes, int offset, int length) {
        int kind = messageOpcode;
        messageOpcode = 0;
        messageLength = 0;
        fragments = 0;
        if (kind == BINARY) {
            sink.binary(bytes, offset, length);
            return null;
        }
        @Nullable String text = utf8(bytes, offset, length);
        if (text == null) {
            return CloseCode.BAD_TEXT;
        }
        sink.text(text);
        return null;
    }

    private @Nullable CloseCode endControlFrame(byte[] bytes, int offset, int length) {
        return switch (opcode) {
            case PING -> {
                sink.ping(bytes, offset, length);
                yield null;
            }
            case PONG -> null; // proof of life by having been read
            default -> endCloseFrame(bytes, offset, length);
        };
    }

    private @Nullable CloseCode endCloseFrame(byte[] bytes, int offset, int length) {
        int code = NO_CODE;
        if (length > 0) {
            if (length < Short.BYTES) {
                return CloseCode.PROTOCOL_ERROR;
            }
            code = (bytes[offset] & 0xFF) << 8 | (bytes[offset + 1] & 0xFF);
            if (!mayBeSent(code)) {
                return CloseCode.PROTOCOL_ERROR;
            }
            if (utf8(bytes, offset + Short.BYTES, length - Short.BYTES) == null) {
                return CloseCode.BAD_TEXT;
            }
        }
        done = true;
        sink.peerClose(code);
        return null;
    }

    private boolean isData() {
        return opcode <= BINARY;
    }

    private static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    private long bigEndian(int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << Byte.SIZE | (head[i] & 0xFF);
        }
        return value;
    }

    private static void unmask(byte[] bytes, int offset, int count, int mask) {
        long wide = (long) mask << Integer.SIZE | (mask & 0xFFFF_FFFFL);
        int position = offset;
        int end = offset + count;
        for (; position <= end - Long.BYTES; position += Long.BYTES) {
            LONGS.set(bytes, position, (long) LONGS.get(bytes, position) ^ wide);
        }
        for (int shift = Integer.SIZE - Byte.SIZE; position < end; position++, shift -= Byte.SIZE) {
            // A shift distance counts modulo 32, so a fifth byte starts the mask again.
            bytes[position] ^= (byte) (mask >>> shift);
        }
    }

    private static byte[] append(byte[] to, int length, byte[] bytes, int offset, int count) {
        byte[] grown = to;
        if (grown.length < length + count) {
            grown = Arrays.copyOf(to, Math.max(length + count, 2 * to.length));
        }
        System.arraycopy(bytes, offset, grown, length, count);
        return grown;
    }

    private static @Nullable String utf8(byte[] bytes, int offset, int length) {
        CharBuffer chars = CharBuffer.allocate(length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length), chars, true);
        return result.isUnderflow() ? chars.flip().toString() : null;
    }
}
