package dev.rookery.server.config;

import java.util.ArrayList;
import java.util.List;

/// Settings as they are in force, and where each came from. Immutable.
///
/// @param config the tree of records
/// @param values in the order of the records
public record EffectiveSettings<T extends Record>(T config, List<Value> values) {
    private static final int COMMENT_COLUMN = 44;
    private static final String MASK = "\"***\"";

    /// One of them.
    ///
    /// @param value an object, or a list of them
    /// @param source `default`, a line of the file, a variable or an option
    public record Value(SettingKey key, Object value, String source) {}

    public EffectiveSettings {
        values = List.copyOf(values);
    }

    /// As a YAML file that would have the same effect, each line with its source; secrets are masked.
    public String toYaml() {
        StringBuilder out = new StringBuilder();
        List<String> open = List.of();
        for (Value value : values) {
            List<String> names = List.of(value.key().path().split("\\."));
            List<String> sections = names.subList(0, names.size() - 1);
            for (int depth = 0; depth < sections.size(); depth++) {
                if (depth >= open.size() || !open.subList(0, depth + 1).equals(sections.subList(0, depth + 1))) {
                    out.append("  ".repeat(depth)).append(sections.get(depth)).append(":\n");
                }
            }
            open = new ArrayList<>(sections);
            String line = "  ".repeat(sections.size()) + names.getLast() + ": " + text(value);
            out.append(line)
                    .repeat(" ", Math.max(1, COMMENT_COLUMN - line.length()))
                    .append("# ")
                    .append(value.source())
                    .append('\n');
        }
        return out.toString();
    }

    private static String text(Value value) {
        if (value.value() instanceof List<?> items) {
            List<String> texts = items.stream().map(item -> value.key().isSecret() ? MASK : quoted(item)).toList();
            return "[" + String.join(", ", texts) + "]";
        }
        return value.key().isSecret() && !value.value().toString().isEmpty() ? MASK : quoted(value.value());
    }

    private static String quoted(Object item) {
        return switch (item) {
            case Boolean flag -> flag.toString();
            case Double number -> number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString();
            case Number number -> number.toString();
            case Enum<?> constant -> ValueType.name(constant);
            default -> "\"" + item.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        };
    }
}
