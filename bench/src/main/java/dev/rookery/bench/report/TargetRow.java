package dev.rookery.bench.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One target of the project, and what has been reached.
///
/// @param must is to hold
/// @param goal is wanted
/// @param isAtLeast whether more is better; otherwise less is
/// @param unit behind the numbers
/// @param reached by the newest run; null if there is none
/// @param from the run, null likewise
record TargetRow(
        String measure,
        double must,
        double goal,
        boolean isAtLeast,
        String unit,
        @Nullable Double reached,
        @Nullable ResultFile from) {
    boolean isHeld() {
        return isWithin(must);
    }

    private boolean isWithin(double bound) {
        return reached != null && (isAtLeast ? reached >= bound : reached <= bound);
    }

    /// In words.
    String verdict() {
        if (reached == null) {
            return "not measured";
        }
        if (isWithin(goal)) {
            return "goal reached";
        }
        if (isHeld()) {
            return "held";
        }
        double off = isAtLeast ? 1 - reached / must : reached / must - 1;
        return String.format(Locale.ROOT, "missed by %.0f %%", 100 * off);
    }

    /// A number with its unit.
    String show(double value) {
        return Page.number(value) + unit;
    }
}
