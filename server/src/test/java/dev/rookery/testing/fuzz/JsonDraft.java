package dev.rookery.testing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// A flat JSON object that may be put together wrongly.
final class JsonDraft {
    private static final List<String> NUMBERS = List.of(
            "0", "-0", "-1", "1.5", "1e3", "1e400", "-1e-400", "256", "2147483648", "-9223372036854775809", "007", "+1", ".5",
            "0x10", "NaN", "Infinity", "1".repeat(33), "9".repeat(300), "1.", "1e", "--1");
    private static final List<String> TEXTS = List.of(
            "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud83d\"", "\"\\ude00\\ud83d\"", "\"\\ud83d\\ude00\"", "\"\\u202egnp\"",
            "\"\\ufeff\"", "\"\\uffff\"", "\"\u00e9e\u0301\u0301\u0301\u0301\"", "\"\ud83d\ude00\ud83d\ude00\"", "\"\\x41\"",
            "\"\\\"", "\"\t\"", "\"a\nb\"", "\"<script>\"", "\"../../etc/passwd\"", "\"%s%n${x}\"", "'Ada'", "Ada");
    private static final List<String> OTHERS = List.of(
            "null", "true", "false", "TRUE", "{}", "[]", "[null]", "{\"a\":1}", "[[[[[[[[[]]]]]]]]]", "", "undefined", "{", "]",
            "{\"type\":\"join\"}", "[1,2,3]", "{\"\":{}}");

    private final List<Map.Entry<String, String>> fields = new ArrayList<>(); // names and values as they are written

    static JsonDraft message(String type) {
        return new JsonDraft().with("type", '"' + type + '"');
    }

    /// @param value as it is written, quotes included
    JsonDraft with(String name, String value) {
        fields.add(Map.entry('"' + name + '"', value));
        return this;
    }

    String text() {
        return fields.stream()
                .map(field -> field.getKey() + ':' + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// Spoils it in one to three ways and writes it down; at most `maxChars`, cut if it is longer.
    String spoilt(SplittableRandom random, int maxChars) {
        for (int ways = random.nextInt(1, 4); ways > 0; ways--) {
            spoil(random);
        }
        String text = random.nextInt(3) == 0 ? spoiltText(text(), random) : text();
        return text.length() <= maxChars ? text : text.substring(0, maxChars);
    }

    private void spoil(SplittableRandom random) {
        if (fields.isEmpty()) {
            fields.add(Map.entry("\"type\"", value(random)));
            return;
        }
        int at = random.nextInt(fields.size());
        Map.Entry<String, String> field = fields.get(at);
        switch (random.nextInt(8)) {
            case 0 -> fields.remove(at);
            case 1 -> fields.add(field); // twice
            case 2 -> fields.add(at, Map.entry("\"" + (char) ('a' + random.nextInt(26)) + "\"", value(random)));
            case 3 -> fields.set(at, Map.entry(field.getKey().toUpperCase(Locale.ROOT), field.getValue()));
            case 4 -> fields.set(at, Map.entry(value(random), field.getValue())); // a name that may be none
            default -> fields.set(at, Map.entry(field.getKey(), value(random)));
        }
    }

    static String value(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> pick(NUMBERS, random);
            case 1, 2 -> pick(TEXTS, random);
            case 3 -> pick(OTHERS, random);
            case 4 -> nested(random);
            default -> '"' + "x".repeat(random.nextInt(300)) + '"';
        };
    }

    private static String nested(SplittableRandom random) {
        int depth = random.nextInt(1, random.nextInt(2) == 0 ? 12 : 1500);
        boolean closed = random.nextInt(3) > 0;
        return random.nextBoolean()
                ? "[".repeat(depth) + (closed ? "]".repeat(depth) : "")
                : "{\"a\":".repeat(depth / 4 + 1) + "1" + (closed ? "}".repeat(depth / 4 + 1) : "");
    }

    private static String spoiltText(String text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(7)) {
            case 0 -> text.substring(0, at);
            case 1 -> text + text;
            case 2 -> text + pick(OTHERS, random);
            case 3 -> "\ufeff" + text;
            case 4 -> "/* " + text + " */" + text;
            case 5 -> text.substring(0, at) + (char) random.nextInt(0xD800) + text.substring(at);
            default -> "\n\t " + text.replace(",", " , ");
        };
    }

    static <T> T pick(List<T> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
