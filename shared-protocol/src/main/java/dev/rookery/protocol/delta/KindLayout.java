package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import java.util.List;
import java.util.stream.IntStream;

/// One kind of entity as the codec walks it: its fields by role, their numbers, and the contexts of each. Immutable.
final class KindLayout {
    static final int LINEAR_CONTEXTS = 6 * 4 * 2; // last length, length before it, whether the other axis is large
    static final int ANGLE_CONTEXTS = 4 * 4; // last length, length before it

    final int fieldCount;
    final boolean ballistic;
    final int[] levels;
    final int[] bits;
    final int[] linear; // field of each axis, in order
    final int[] angles; // field of each angle, in order
    final int[] others; // scalar, enum and reference fields, in order
    final int[] flags;
    final boolean[] symbols; // by field: whether it is an enum
    private final boolean[] scalars; // by field
    final int[] subBits; // by axis
    final int[] teleports; // by axis

    final int changed; // bit, + 4 * moved + activity
    final int turned; // bit, + steered
    final int relaunched; // bit
    final int[] residuals; // signed, by axis, + history
    final int[] turns; // signed, by angle, + history
    final int othersChanged; // bit, + whether anything moved
    final int flagsChanged; // bit
    final int flagBits; // bit, + index of the flag
    final int[] otherChanged; // bit, by other
    final int[] otherValues; // by other: signed context of a scalar, first bit context of an enum's tree
    final int alike; // bit, + index of the other, or their number for the flags: equal to the last spawn
    final int launchVelocity; // signed

    KindLayout(EntitySpec kind, int maxEntities, Contexts contexts) {
        List<FieldSpec> fields = kind.fields();
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
        symbols = new boolean[fieldCount];
        scalars = new boolean[fieldCount];
        for (int i = 0; i < fieldCount; i++) {
            symbols[i] = fields.get(i).kind() == FieldKind.ENUM;
            scalars[i] = fields.get(i).kind() == FieldKind.SCALAR;
        }
        subBits = IntStream.of(linear).map(i -> Predictor.subBits(fields.get(i))).toArray();
        teleports = IntStream.of(linear).map(i -> Predictor.teleport(fields.get(i))).toArray();

        changed = contexts.bits(4 * 4);
        turned = contexts.bits(2);
        relaunched = contexts.bits(1);
        residuals = new int[linear.length];
        for (int axis = 0; axis < linear.length; axis++) {
            residuals[axis] = linearContexts(contexts);
        }
        turns = new int[angles.length];
        for (int i = 0; i < angles.length; i++) {
            turns[i] = angleContexts(contexts);
        }
        othersChanged = contexts.bits(2);
        flagsChanged = contexts.bits(1);
        flagBits = contexts.bits(flags.length);
        otherChanged = new int[others.length];
        otherValues = new int[others.length];
        for (int i = 0; i < others.length; i++) {
            FieldKind fieldKind = fields.get(others[i]).kind();
            otherChanged[i] = contexts.bits(1);
            otherValues[i] = fieldKind == FieldKind.SCALAR
                    ? contexts.signed(2)
                    : fieldKind == FieldKind.ENUM ? contexts.bits(1 << bits[others[i]]) : 0;
        }
        alike = contexts.bits(others.length + 1);
        launchVelocity = contexts.signed(8);
    }

    boolean isScalar(int field) {
        return scalars[field];
    }

    boolean hasOthers() {
        return others.length + flags.length > 0;
    }

    private static int[] fieldsOf(List<FieldSpec> fields, FieldKind... kinds) {
        return IntStream.range(0, fields.size())
                .filter(i -> List.of(kinds).contains(fields.get(i).kind()))
                .toArray();
    }

    private static int linearContexts(Contexts contexts) {
        int first = contexts.signed(0);
        for (int i = 1; i < LINEAR_CONTEXTS; i++) {
            contexts.signed(Math.max(0, (i >> 3) - 1));
        }
        return first;
    }

    private static int angleContexts(Contexts contexts) {
        int first = contexts.signed(0);
        for (int i = 1; i < ANGLE_CONTEXTS; i++) {
            contexts.signed(Math.max(0, (i >> 2) - 1));
        }
        return first;
    }
}
