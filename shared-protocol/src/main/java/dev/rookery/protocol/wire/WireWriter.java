package dev.rookery.protocol.wire;

import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Appends numbers to a byte array that grows when it must and is reused otherwise. Owned by one thread at a time.
public final class WireWriter {
    private byte[] bytes;
    private int length;

    public WireWriter(int capacityBytes) {
        bytes = new byte[capacityBytes];
    }

    public WireWriter clear() {
        length = 0;
        return this;
    }

    /// The bytes written so far are the first [#length] of these; valid until the next write.
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    public void u8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    /// Overwrites one byte that was written before.
    public void patchU8(int position, int value) {
        bytes[position] = (byte) value;
    }

    public void u32(int value) {
        reserve(4);
        bytes[length++] = (byte) value;
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) (value >>> 16);
        bytes[length++] = (byte) (value >>> 24);
    }

    /// An unsigned 32-bit number in 1 to 5 bytes, low seven bits first.
    public void varint(int value) {
        reserve(5);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /// Bytes that [#varint] takes for `value`.
    public static int varintBytes(int value) {
        return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
    }

    /// Whether another writer holds the same bytes.
    public boolean sameAs(WireWriter other) {
        return Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
    }

    /// A signed number, small in either direction.
    public void zigzag(int value) {
        varint((value << 1) ^ (value >> 31));
    }

    public void f64(double value) {
        reserve(8);
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[length++] = (byte) (bits >>> shift);
        }
    }

    public void bytes(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /// Another writer's bytes behind their length.
    public void block(WireWriter block) {
        varint(block.length);
        bytes(block.bytes, 0, block.length);
    }

    /// UTF-8 behind its length, cut at a code point to [FieldSpec#MAX_TEXT_BYTES].
    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(utf8.length, FieldSpec.MAX_TEXT_BYTES);
        while (end < utf8.length && end > 0 && (utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        varint(end);
        bytes(utf8, 0, end);
    }

    /// One field of an event that everybody is told, if it is a number, in the form of its kind; texts go through [#text].
    public void field(FieldSpec field, double value) {
        switch (field.kind()) {
            case SCALAR, LINEAR, ANGLE, ENUM, REFERENCE -> varint(field.quantise(value));
            case FLAG -> u8(value == 0 ? 0 : 1);
            case STEPPED -> zigzag((int) Math.floor(value / field.step() + 0.5));
            case EXACT -> f64(value);
            case TEXT -> throw new IllegalArgumentException("A text is not a number: field=" + field.name());
        }
    }

    /// As [#field], for the eyes of one seat alone: a reference may be to what nobody else is told of.
    public void privateField(FieldSpec field, double value, int seat) {
        if (field.kind() == FieldKind.REFERENCE) {
            varint(PrivateIds.reference(value, seat));
        } else {
            field(field, value);
        }
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
