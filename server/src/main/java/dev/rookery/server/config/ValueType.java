package dev.rookery.server.config;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How the text of one value becomes an object: numbers with their unit and range, flags, the constants of an enum, and types
/// with a `static parse(String)` whose `toString` is the inverse. Immutable.
final class ValueType {
    private static final Pattern NUMBER = Pattern.compile("(-?[0-9][0-9_]*(?:\\.[0-9]+)?)\\s*([A-Za-z/]*)");

    private final Class<?> type;
    private final Setting setting;

    ValueType(Class<?> type, Setting setting) {
        this.type = type;
        this.setting = setting;
    }

    /// @throws IllegalArgumentException with half a sentence that says what is needed instead
    Object parse(String text) {
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw needed();
            };
        }
        if (type == int.class) {
            return (int) whole(text);
        }
        if (type == long.class) {
            return whole(text);
        }
        if (type == double.class) {
            return number(text);
        }
        return type.isEnum() ? constant(text) : parsed(text);
    }

    boolean isFlag() {
        return type == boolean.class;
    }

    /// What may be written, in a few words.
    String allowed() {
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(ValueType::name).collect(Collectors.joining(", "));
        }
        if (type.isPrimitive()) {
            String unit = setting.unit().word();
            return plain(setting.min()) + " to " + plain(setting.max()) + (unit.isEmpty() ? "" : " " + unit);
        }
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private IllegalArgumentException needed() {
        return new IllegalArgumentException(switch (type.getName()) {
            case "int", "long" -> "a whole number from " + allowed() + " is needed";
            case "double" -> "a number from " + allowed() + " is needed";
            case "boolean" -> "true or false is needed";
            default -> "one of these is needed: " + allowed();
        });
    }

    private long whole(String text) {
        double number = number(text);
        if (number != Math.rint(number)) {
            throw needed();
        }
        return (long) number;
    }

    private double number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw needed();
        }
        double number = Double.parseDouble(matcher.group(1).replace("_", "")) * setting.unit().factor(matcher.group(2));
        if (!(number >= setting.min() && number <= setting.max())) { // NaN too
            throw needed();
        }
        return number;
    }

    private Object constant(String text) {
        for (Object constant : type.getEnumConstants()) {
            if (name(constant).equals(text)) {
                return constant;
            }
        }
        throw needed();
    }

    private Object parsed(String text) {
        try {
            return type.getMethod("parse", String.class).invoke(null, text);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IllegalArgumentException known
                    ? known
                    : new IllegalStateException("A setting's parser failed: type=" + type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A setting's type has a public static parse(String): type=" + type.getName(), e);
        }
    }

    /// Constants are written in lower case with hyphens; those whose name a standard gives, as the standard writes them.
    static String name(Object constant) {
        String name = ((Enum<?>) constant).name();
        return constant.toString().equals(name) ? name.toLowerCase(Locale.ROOT).replace('_', '-') : constant.toString();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
