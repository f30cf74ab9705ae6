package dev.rookery.protocol.schema;

import java.util.List;

/// One field on the wire: its name, kind and grid. Immutable.
///
/// A quantised value is an int in `[0, levels)`; for a scalar it stands for `min + value * step`, for an angle for
/// `value * 2π / levels` radians, for a flag 0 or 1, for an enum the index of the symbol.
///
/// @param step grid, > 0 for scalars and stepped fields; 0 where the kind has none
/// @param symbols names of an enum's values in order; empty for every other kind
public record FieldSpec(String name, FieldKind kind, double min, double max, double step, List<String> symbols) {
    /// Longest text of a [FieldKind#TEXT] field, in UTF-8 bytes; longer text is cut before it is sent.
    public static final int MAX_TEXT_BYTES = 256;

    private static final int MAX_BITS = 24;

    public FieldSpec {
        symbols = List.copyOf(symbols);
        switch (kind) {
            case SCALAR, LINEAR -> {
                if (!(step > 0) || !(max > min) || !Double.isFinite(min) || !Double.isFinite(max)) {
                    throw new IllegalArgumentException(
                            "Field " + name + " needs a finite min < max and a step > 0: min=" + min + " max=" + max + " step=" + step);
                }
                if ((max - min) / step >= 1 << MAX_BITS) {
                    throw new IllegalArgumentException("Field " + name + " needs more than " + MAX_BITS
                            + " bits: choose a larger step or a smaller range: step=" + step);
                }
            }
            case ANGLE -> {
                if (step < 1 || step > 16 || step != Math.rint(step)) {
                    throw new IllegalArgumentException("Angle " + name + " needs 1 to 16 bits: bits=" + step);
                }
            }
            case ENUM -> {
                if (symbols.isEmpty() || symbols.size() > 256) {
                    throw new IllegalArgumentException("Enum " + name + " needs 1 to 256 symbols: symbols=" + symbols.size());
                }
            }
            case STEPPED -> {
                if (!(step > 0)) {
                    throw new IllegalArgumentException("Field " + name + " needs a step > 0: step=" + step);
                }
            }
            case FLAG, REFERENCE, EXACT, TEXT -> {}
        }
    }

    public static FieldSpec scalar(String name, double min, double max, double step) {
        return new FieldSpec(name, FieldKind.SCALAR, min, max, step, List.of());
    }

    public static FieldSpec linear(String name, double min, double max, double step) {
        return new FieldSpec(name, FieldKind.LINEAR, min, max, step, List.of());
    }

    /// An angle of `2^bits` steps a turn; `bits` is kept in [#step].
    public static FieldSpec angle(String name, int bits) {
        return new FieldSpec(name, FieldKind.ANGLE, 0, 0, bits, List.of());
    }

    public static FieldSpec flag(String name) {
        return new FieldSpec(name, FieldKind.FLAG, 0, 0, 0, List.of());
    }

    public static FieldSpec symbol(String name, List<String> symbols) {
        return new FieldSpec(name, FieldKind.ENUM, 0, 0, 0, symbols);
    }

    public static FieldSpec reference(String name) {
        return new FieldSpec(name, FieldKind.REFERENCE, 0, 0, 0, List.of());
    }

    public static FieldSpec stepped(String name, double step) {
        return new FieldSpec(name, FieldKind.STEPPED, 0, 0, step, List.of());
    }

    public static FieldSpec exact(String name) {
        return new FieldSpec(name, FieldKind.EXACT, 0, 0, 0, List.of());
    }

    public static FieldSpec text(String name) {
        return new FieldSpec(name, FieldKind.TEXT, 0, 0, 0, List.of());
    }

    /// Number of quantised values; only for kinds that fit a row.
    public int levels() {
        return switch (kind) {
            case SCALAR, LINEAR -> (int) Math.floor((max - min) / step + 1e-9) + 1;
            case ANGLE -> 1 << (int) step;
            case FLAG -> 2;
            case ENUM -> symbols.size();
            case REFERENCE -> 1 << 16;
            case STEPPED, EXACT, TEXT -> throw new IllegalStateException("No fixed range: kind=" + kind);
        };
    }

    /// Bits of a raw quantised value, 0 for an enum of one symbol.
    public int bits() {
        return 32 - Integer.numberOfLeadingZeros(levels() - 1);
    }

    /// The quantised value nearest to `value`; outside the range it is clamped, NaN becomes 0, and so does a reference to
    /// what only its owner sees: such ids lie beyond the range ([dev.rookery.protocol.wire.PrivateIds]).
    public int quantise(double value) {
        return switch (kind) {
            case SCALAR, LINEAR -> {
                double q = Math.floor((value - min) / step + 0.5);
                int last = levels() - 1;
                yield q >= last ? last : q > 0 ? (int) q : 0;
            }
            case ANGLE -> {
                double turns = value / (2 * Math.PI);
                int levels = levels();
                yield (int) (long) Math.floor((turns - Math.floor(turns)) * levels + 0.5) & (levels - 1);
            }
            case FLAG, ENUM -> (int) value;
            case REFERENCE -> value < levels() ? (int) value : 0;
            case STEPPED, EXACT, TEXT -> throw new IllegalStateException("No fixed range: kind=" + kind);
        };
    }

    /// What a quantised value stands for.
    public double dequantise(int value) {
        return switch (kind) {
            case SCALAR, LINEAR -> min + value * step;
            case ANGLE -> value * (2 * Math.PI) / levels();
            case FLAG, ENUM, REFERENCE -> value;
            case STEPPED, EXACT, TEXT -> throw new IllegalStateException("No fixed range: kind=" + kind);
        };
    }
}
