package dev.rookery.protocol.wire;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;

/// Reads numbers from bytes that may be hostile. A read past the end, or a number that is too long, marks the reader as
/// failed and gives 0 from then on; nothing throws. Check [#failed] once, before anything read is used.
public final class WireReader {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int position;
    private int end;
    private boolean failed;

    public WireReader wrap(byte[] source, int offset, int length) {
        bytes = source;
        position = offset;
        end = offset + length;
        failed = false;
        return this;
    }

    public boolean failed() {
        return failed;
    }

    public int remaining() {
        return end - position;
    }

    /// Index into the wrapped array of the next byte.
    public int position() {
        return position;
    }

    public int u8() {
        return has(1) ? bytes[position++] & 0xFF : 0;
    }

    public int i8() {
        return (byte) u8();
    }

    public int u32() {
        if (!has(4)) {
            return 0;
        }
        int value = (bytes[position] & 0xFF)
                | ((bytes[position + 1] & 0xFF) << 8)
                | ((bytes[position + 2] & 0xFF) << 16)
                | ((bytes[position + 3] & 0xFF) << 24);
        position += 4;
        return value;
    }

    /// The next `count` bytes, 0 to 8, as the low bits of a long, the first byte lowest.
    public long bits(int count) {
        if (!has(count)) {
            return 0;
        }
        long value = 0;
        for (int shift = 0; shift < count * Byte.SIZE; shift += Byte.SIZE) {
            value |= (bytes[position++] & 0xFFL) << shift;
        }
        return value;
    }

    /// An unsigned 32-bit number; a sixth byte or bits beyond 32 are a failure.
    public int varint() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = u8();
            if (shift == 28 && next > 0x0F) {
                failed = true;
                return 0;
            }
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return failed ? 0 : value;
            }
        }
        failed = true;
        return 0;
    }

    public int zigzag() {
        int value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    public double f64() {
        return Double.longBitsToDouble(bits(Double.BYTES));
    }

    public String text(int maxBytes) {
        int count = varint();
        if (count < 0 || count > maxBytes || !has(count)) {
            failed = true;
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, count))
                    .toString();
            position += count;
            return text;
        } catch (CharacterCodingException e) {
            failed = true;
            return "";
        }
    }

    public void skip(int count) {
        if (count >= 0 && has(count)) {
            position += count;
        } else {
            failed = true;
        }
    }

    /// Goes on from a place where it was before, as [#position] told it.
    public void backTo(int earlier) {
        position = earlier;
    }

    private boolean has(int count) {
        if (failed || count > end - position) {
            failed = true;
            return false;
        }
        return true;
    }
}
