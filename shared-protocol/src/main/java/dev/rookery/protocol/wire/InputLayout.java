package dev.rookery.protocol.wire;

import dev.rookery.protocol.schema.FieldSpec;
import java.util.List;

/// Inputs as raw bits: each field in `bits`, least significant bit first, zero-padded to a byte. Immutable, shared by all
/// threads.
public final class InputLayout {
    /// Most inputs in one message.
    public static final int MAX_INPUTS = 8;

    private final FieldSpec[] fields;
    private final int[] bits;
    private final int inputBytes;

    public InputLayout(List<FieldSpec> fields) {
        this.fields = fields.toArray(FieldSpec[]::new);
        this.bits = fields.stream().mapToInt(FieldSpec::bits).toArray();
        int total = 0;
        for (int count : bits) {
            total += count;
        }
        this.inputBytes = (total + 7) / 8;
    }

    public int fieldCount() {
        return fields.length;
    }

    /// Bytes of one input.
    public int inputBytes() {
        return inputBytes;
    }

    /// Reads one input's quantised values into `values`.
    ///
    /// @return false if a value is outside its range or a padding bit is set; `values` is then meaningless
    public boolean read(WireReader in, int[] values) {
        long window = 0;
        int available = 0;
        int consumed = 0;
        for (int i = 0; i < fields.length; i++) {
            while (available < bits[i]) {
                window |= (long) in.u8() << available;
                available += 8;
                consumed++;
            }
            values[i] = (int) (window & ((1L << bits[i]) - 1));
            window >>>= bits[i];
            available -= bits[i];
            if (values[i] >= fields[i].levels()) {
                in.skip(inputBytes - consumed);
                return false;
            }
        }
        return window == 0 && !in.failed();
    }

    /// Appends one input; for bots and tests.
    public void write(int[] values, WireWriter out) {
        long window = 0;
        int used = 0;
        for (int i = 0; i < fields.length; i++) {
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
