package dev.rookery.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How the time of a benchmark grows with the work: what one more entity or client costs, and whether it costs more the
/// more there are.
///
/// @param benchmark with its other parameters
/// @param by the parameter that grows
/// @param points score by its value, in microseconds
record GrowthCurve(String benchmark, String by, TreeMap<Integer, Double> points) {
    private static final Set<String> GROWING = Set.of("entities", "drones", "clients");
    private static final int BAR = 40; // characters of the greatest

    /// Those of a run: a benchmark grows by each of its parameters that has several values.
    static List<GrowthCurve> of(List<Figure> figures) {
        Map<String, GrowthCurve> curves = new LinkedHashMap<>();
        for (Figure figure : figures) {
            for (Map.Entry<String, String> parameter : figure.parameters().entrySet()) {
                if (GROWING.contains(parameter.getKey())) {
                    Map<String, String> others = new TreeMap<>(figure.parameters());
                    others.remove(parameter.getKey());
                    String name = figure.benchmark() + (others.isEmpty() ? "" : " " + others);
                    curves.computeIfAbsent(
                                    name + parameter.getKey(),
                                    key -> new GrowthCurve(name, parameter.getKey(), new TreeMap<>()))
                            .points
                            .put(Integer.valueOf(parameter.getValue()), micros(figure));
                }
            }
        }
        return curves.values().stream().filter(curve -> curve.points.size() > 2).toList();
    }

    private static double micros(Figure figure) {
        return figure.unit().startsWith("ns") ? figure.score() / 1000 : figure.score();
    }

    /// Nanoseconds that one more costs, between the least and the greatest.
    double nanosEach() {
        double more = points.lastEntry().getValue() - points.firstEntry().getValue();
        return 1000 * more / (points.lastKey() - points.firstKey());
    }

    /// The power of the work that the time grows with, between the middle and the greatest: 1 is in proportion.
    double exponent() {
        List<Map.Entry<Integer, Double>> all = new ArrayList<>(points.entrySet());
        Map.Entry<Integer, Double> middle = all.get(all.size() / 2);
        Map.Entry<Integer, Double> last = all.getLast();
        return Math.log(last.getValue() / middle.getValue()) / Math.log((double) last.getKey() / middle.getKey());
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%s by %s: %.1f ns for each more, grows with the power %.2f%n",
                benchmark,
                by,
                nanosEach(),
                exponent());
        double greatest = points.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        points.forEach((size, score) -> out.printf(
                Locale.ROOT,
                "  %6d %10.2f us %8.1f ns each  %s%n",
                size,
                score,
                1000 * score / size,
                "#".repeat(Math.max(1, (int) Math.round(BAR * score / greatest)))));
    }
}
