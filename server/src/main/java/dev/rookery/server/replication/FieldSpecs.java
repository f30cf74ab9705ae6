package dev.rookery.server.replication;

import dev.rookery.game.Angle;
import dev.rookery.game.Entity;
import dev.rookery.game.Replicated;
import dev.rookery.protocol.schema.FieldSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From a Java type and its annotations to a [FieldSpec]: the one place that knows which types travel how.
final class FieldSpecs {
    private FieldSpecs() {}

    /// A field with a fixed range, as rows and inputs need it.
    ///
    /// @param bounds of the game type, for fields that name one
    static FieldSpec ranged(
            String name,
            Class<?> type,
            @Nullable Replicated replicated,
            @Nullable Angle angle,
            Map<String, Double> bounds) {
        if (angle != null) {
            if (type != double.class && type != float.class) {
                throw new IllegalArgumentException("An @Angle is a double: field=" + name + " type=" + type.getSimpleName());
            }
            return FieldSpec.angle(name, angle.bits());
        }
        if (type == boolean.class) {
            return FieldSpec.flag(name);
        }
        if (type.isEnum()) {
            return FieldSpec.symbol(name, symbols(type));
        }
        if (Entity.class.isAssignableFrom(type)) {
            return FieldSpec.reference(name);
        }
        double max = replicated == null ? Double.NaN : greatest(name, replicated, bounds);
        boolean bare = Double.isNaN(max);
        if (bare && type == byte.class) {
            return FieldSpec.scalar(name, Byte.MIN_VALUE, Byte.MAX_VALUE, 1);
        }
        if (!isNumber(type)) {
            throw new IllegalArgumentException(
                    "This type cannot be replicated with a range: field=" + name + " type=" + type.getName());
        }
        if (replicated == null || bare) {
            throw new IllegalArgumentException("Say which range the field has, such as @Replicated(max = 100): field=" + name);
        }
        return replicated.smooth()
                ? FieldSpec.linear(name, replicated.min(), max, replicated.step())
                : FieldSpec.scalar(name, replicated.min(), max, replicated.step());
    }

    private static double greatest(String name, Replicated replicated, Map<String, Double> bounds) {
        if (replicated.upTo().isEmpty()) {
            return replicated.max();
        }
        Double bound = bounds.get(replicated.upTo());
        if (bound == null) {
            throw new IllegalArgumentException("The game type has no such bound, GameType.bound sets it: field=" + name + " bound="
                    + replicated.upTo());
        }
        return bound;
    }

    /// A field that travels exactly, as owners and events get it; with a `step` > 0 as a multiple of it.
    static FieldSpec exact(String name, Class<?> type, double step) {
        if (type == double.class || type == float.class) {
            return step > 0 ? FieldSpec.stepped(name, step) : FieldSpec.exact(name);
        }
        if (type == boolean.class) {
            return FieldSpec.flag(name);
        }
        if (type.isEnum()) {
            return FieldSpec.symbol(name, symbols(type));
        }
        if (Entity.class.isAssignableFrom(type)) {
            return FieldSpec.reference(name);
        }
        if (type == String.class) {
            return FieldSpec.text(name);
        }
        if (isNumber(type)) {
            return FieldSpec.stepped(name, 1);
        }
        throw new IllegalArgumentException("This type cannot be sent: field=" + name + " type=" + type.getName());
    }

    /// The name of a class as TypeScript sees it.
    static String lowerCamel(Class<?> type) {
        String name = type.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static boolean isNumber(Class<?> type) {
        return type == double.class || type == float.class || type == int.class || type == short.class || type == byte.class;
    }

    private static List<String> symbols(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList();
    }
}
