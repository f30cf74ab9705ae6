package dev.rookery.protocol.wire;

import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import java.util.List;

/// Inputs as raw bits: each field in `bits`, least significant bit first, zero-padded to a byte.
///
/// **Packed** inputs are the same bits in longs, [#words] each, the first bit in the lowest of the first long. Equal inputs have
/// equal longs. Immutable, shared by all threads.
public final class InputLayout {
    /// Most inputs in one message.
    public static final int MAX_INPUTS = 8;

    private final int[] levels;
    private final int[] bits;
    private final int inputBytes;
    private final int words;
    private final long[] flags; // packed: a bit for each flag

    public InputLayout(List<FieldSpec> fields) {
        this.levels = fields.stream().mapToInt(FieldSpec::levels).toArray();
        this.bits = fields.stream().mapToInt(FieldSpec::bits).toArray();
        int total = 0;
        for (int count : bits) {
            total += count;
        }
        this.inputBytes = (total + 7) / 8;
        this.words = Math.max(1, (total + 63) / 64);
        this.flags = new long[words];
        int bit = 0;
        for (int i = 0; i < bits.length; i++) {
            if (fields.get(i).kind() == FieldKind.FLAG) {
                flags[bit / 64] |= 1L << bit;
            }
            bit += bits[i];
        }
    }

    public int fieldCount() {
        return bits.length;
    }

    /// Bytes of one input on the wire.
    public int inputBytes() {
        return inputBytes;
    }

    /// Longs of one packed input, at least 1.
    public int words() {
        return words;
    }

    /// Reads one input and judges it.
    ///
    /// @return false if a value is outside its range or a padding bit is set
    public boolean isLegal(WireReader in) {
        long window = 0;
        int available = 0;
        int consumed = 0;
        for (int i = 0; i < bits.length; i++) {
            while (available < bits[i]) {
                window |= (long) in.u8() << available;
                available += 8;
                consumed++;
            }
            int value = (int) (window & ((1L << bits[i]) - 1));
            window >>>= bits[i];
            available -= bits[i];
            if (value >= levels[i]) {
                in.skip(inputBytes - consumed);
                return false;
            }
        }
        return window == 0 && !in.failed();
    }

    /// Reads one input that [#isLegal] has judged.
    ///
    /// @param packed takes it, from index `at` on
    public void pack(WireReader in, long[] packed, int at) {
        int left = inputBytes;
        for (int word = 0; word < words; word++) {
            int bytes = Math.min(left, Long.BYTES);
            packed[at + word] = in.bits(bytes);
            left -= bytes;
        }
    }

    /// Adds to a packed input what is held in an older one, so that a short tap is not lost when there is no time for both: each
    /// flag that either has. Everything else is as the newer one says.
    ///
    /// @param older index of the older one
    /// @param newer index of the newer one, which is changed
    public void merge(long[] packed, int older, int newer) {
        for (int word = 0; word < words; word++) {
            packed[newer + word] |= packed[older + word] & flags[word];
        }
    }

    /// Appends one input; for bots and tests.
    public void write(int[] values, WireWriter out) {
        long window = 0;
        int used = 0;
        for (int i = 0; i < bits.length; i++) {
            window |= (long) values[i] << used;
            used += bits[i];
            while (used >= 8) {
                out.u8((int) (window & 0xFF));
                window >>>= 8;
                used -= 8;
            }
        }
        if (used > 0) {
            out.u8((int) (window & 0xFF));
        }
    }
}
