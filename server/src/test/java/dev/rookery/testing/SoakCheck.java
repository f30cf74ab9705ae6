package dev.rookery.testing;

import java.util.Locale;

/// One thing that a soak asks for.
///
/// @param found what was measured, for people
/// @param allowed likewise
public record SoakCheck(String what, String found, String allowed, boolean holds) {
    static SoakCheck atMost(String what, double found, double allowed, String unit) {
        return new SoakCheck(what, number(found) + unit, "<= " + number(allowed) + unit, found <= allowed);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }

    String row() {
        return "| " + what + " | " + found + " | " + allowed + " | " + (holds ? "yes" : "**no**") + " |";
    }
}
