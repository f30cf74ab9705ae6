package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import java.util.List;
import java.util.stream.IntStream;

/// One kind of entity as the codec walks it: its fields by role, their numbers, and the contexts of each. Immutable.
final class KindLayout {
    static final int NONE = -1;
    static final int MAX_MODELS = 16; // launches are remembered by the value of the first enum, up to this many

    final int fieldCount;
    final boolean ballistic;
    final int[] levels; // by field
    final int[] bits; // by field
    final int[] linear; // field of each axis, in order
    final int[] angles; // field of each angle, in order
    final int[] others; // scalar, enum and reference fields, in order
    final int[] flags;
    final boolean[] scalars; // by field
    final boolean[] symbols; // by field: whether it is an enum
    final int[] subBits; // by axis
    final int[] teleports; // by axis
    final int model; // the first enum field, or none
    final int models; // number of its values that are told apart
    final int owner; // the first reference field of a kind with a position, or none

    final int changed; // bit, + whether steered * 16 + ...
    final int turned; // bit, + steered
    final int relaunched; // bit
    final int[] residuals; // signed, by axis, + history
    final int[] turns; // signed, by angle, + history
    final int othersChanged; // bit
    final int flagsChanged; // bit
    final int flagBits; // bit, + index of the flag
    final int[] otherChanged; // bit, by other
    final int[] otherValues; // by other: signed context of a scalar, first bit context of an enum's tree
    final int[] rawValues; // raw, by field
    final int alike; // bit, + index of the other, or their number for the flags: equal to the last spawn
    final int launchVelocity; // signed, + class of the last launch
    final int launchWhole; // bit
    final int launchAge; // bit, a tree of two bits
    final int launchFraction; // raw
    final int near; // bit
    final int nearBy; // signed
    final int aimed; // bit
    final int aimedBy; // signed

    KindLayout(EntitySpec kind, int maxEntities, Contexts contexts) {
        List<FieldSpec> fields = kind.fields();
        String name = kind.name();
        fieldCount = fields.size();
        levels = IntStream.range(0, fieldCount)
                .map(i -> fields.get(i).kind() == FieldKind.REFERENCE ? maxEntities + 1 : fields.get(i).levels())
                .toArray();
        bits = IntStream.of(levels).map(n -> 32 - Integer.numberOfLeadingZeros(n - 1)).toArray();
        linear = fieldsOf(fields, FieldKind.LINEAR);
        angles = fieldsOf(fields, FieldKind.ANGLE);
        flags = fieldsOf(fields, FieldKind.FLAG);
        others = fieldsOf(fields, FieldKind.SCALAR, FieldKind.ENUM, FieldKind.REFERENCE);
        ballistic = kind.ballistic() && linear.length >= 2;
        scalars = are(fields, FieldKind.SCALAR);
        symbols = are(fields, FieldKind.ENUM);
        subBits = IntStream.of(linear).map(i -> Predictor.subBits(fields.get(i))).toArray();
        teleports = IntStream.of(linear).map(i -> Predictor.teleport(fields.get(i))).toArray();
        model = firstOf(fields, FieldKind.ENUM);
        models = model == NONE ? 1 : Math.min(MAX_MODELS, levels[model]);
        owner = linear.length >= 2 ? firstOf(fields, FieldKind.REFERENCE) : NONE;

        // Contexts are numbered in the order of these lines.
        int flights = ballistic ? 2 : 1;
        changed = contexts.bits(name, "changed", 16 * flights);
        turned = contexts.bits(name, "turned", 2);
        relaunched = contexts.bits(name, "relaunched", 1);
        residuals = new int[linear.length];
        for (int axis = 0; axis < linear.length; axis++) {
            String owner = name + "." + fields.get(linear[axis]).name();
            boolean isFirst = axis % 2 == 0;
            residuals[axis] = contexts.signed(
                    owner, isFirst ? "residual" : "second residual", isFirst ? Orders.RESIDUAL : Orders.SECOND_RESIDUAL);
            if (ballistic) {
                contexts.signed(owner, isFirst ? "steered" : "second steered", Orders.STEERED);
            }
        }
        turns = new int[angles.length];
        for (int i = 0; i < angles.length; i++) {
            turns[i] = contexts.signed(name + "." + fields.get(angles[i]).name(), "turn", Orders.TURN);
        }
        othersChanged = contexts.bits(name, "others changed", 1);
        flagsChanged = contexts.bits(name, "flags changed", 1);
        flagBits = contexts.bits(name, "flag", flags.length);
        otherChanged = new int[others.length];
        otherValues = new int[others.length];
        for (int i = 0; i < others.length; i++) {
            String owner = name + "." + fields.get(others[i]).name();
            otherChanged[i] = contexts.bits(owner, "changed field", 1);
            if (scalars[others[i]]) {
                otherValues[i] = contexts.signed(owner, "scalar", Orders.SCALAR);
            } else if (symbols[others[i]]) {
                otherValues[i] = contexts.bits(owner, "symbol", 1 << bits[others[i]]);
            }
        }
        rawValues = new int[fieldCount];
        for (int i = 0; i < fieldCount; i++) {
            rawValues[i] = contexts.raw(name + "." + fields.get(i).name(), "raw");
        }
        alike = contexts.bits(name, "alike", others.length + 1);
        launchVelocity = contexts.signed(name, "launch velocity", Orders.LAUNCH);
        launchWhole = contexts.bits(name, "launch whole", 1);
        launchAge = contexts.bits(name, "launch age", 4);
        launchFraction = contexts.raw(name, "launch fraction");
        near = contexts.bits(name, "near", 1);
        nearBy = contexts.signed(name, "near by", Orders.REACH);
        aimed = contexts.bits(name, "aimed", 1);
        aimedBy = contexts.signed(name, "aimed by", Orders.AIM);
    }

    /// The row's index among what is remembered of launches and spawns.
    int modelOf(int[] values, int row) {
        return model == NONE ? 0 : Math.min(models - 1, values[row + model]);
    }

    private static int[] fieldsOf(List<FieldSpec> fields, FieldKind... kinds) {
        return IntStream.range(0, fields.size())
                .filter(i -> List.of(kinds).contains(fields.get(i).kind()))
                .toArray();
    }

    private static int firstOf(List<FieldSpec> fields, FieldKind kind) {
        return IntStream.of(fieldsOf(fields, kind)).findFirst().orElse(NONE);
    }

    private static boolean[] are(List<FieldSpec> fields, FieldKind kind) {
        boolean[] are = new boolean[fields.size()];
        for (int i = 0; i < are.length; i++) {
            are[i] = fields.get(i).kind() == kind;
        }
        return are;
    }
}
