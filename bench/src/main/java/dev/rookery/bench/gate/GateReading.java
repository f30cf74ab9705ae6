package dev.rookery.bench.gate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/// One thing that the gate has measured.
///
/// @param value in this run
/// @param usual where it has always been: the middle of many runs
/// @param most beyond which it is a regression and not noise
record GateReading(String what, double value, double usual, double most) {
    @JsonIgnore
    boolean isHeld() {
        return value <= most;
    }

    /// The better of two runs of the same thing: noise only ever adds.
    GateReading better(GateReading other) {
        return other.value < value ? other : this;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s %-58s %8.2f, usually %.2f, at most %.2f", isHeld() ? "held   " : "MISSED ", what, value, usual, most);
    }
}
