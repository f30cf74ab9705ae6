package dev.rookery.bench.feel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line of the table.
///
/// @param value of each bound, in their order
/// @param most what each value may be at most; empty where nothing is asked
/// @param held null where nothing is asked
@JsonInclude(JsonInclude.Include.NON_NULL)
record FeelRow(String metric, String unit, List<Double> value, List<Double> most, @Nullable Boolean held) {
    static FeelRow info(String metric, String unit, double... value) {
        return new FeelRow(metric, unit, listed(value), List.of(), null);
    }

    static FeelRow bounded(String metric, String unit, double value, double most) {
        return bounded(metric, unit, List.of(value), List.of(most));
    }

    /// A value that is no number was not measured, and holds nothing.
    static FeelRow bounded(String metric, String unit, List<Double> value, List<Double> most) {
        boolean held = true;
        for (int i = 0; i < value.size(); i++) {
            held &= value.get(i) <= most.get(i);
        }
        return new FeelRow(metric, unit, List.copyOf(value), List.copyOf(most), held);
    }

    private static List<Double> listed(double... values) {
        return Arrays.stream(values).boxed().toList();
    }

    boolean isMissed() {
        return Boolean.FALSE.equals(held);
    }

    String verdict() {
        return held == null ? "" : held ? "held" : "MISSED";
    }

    static String numbers(List<Double> values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(text.isEmpty() ? "" : " / ");
            text.append(Double.isNaN(value) ? "-" : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value));
        }
        return text.toString();
    }
}
