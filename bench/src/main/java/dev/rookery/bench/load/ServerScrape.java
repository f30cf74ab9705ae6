package dev.rookery.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The server's metrics at one moment. Immutable.
///
/// @param values sums over all labels, by name
/// @param ticks how many ticks took at most so many seconds, by that bound
/// @param latenesses the same for how late they began
/// @param cpuNanos of the process since its start, 0 where the system does not say
record ServerScrape(
        Map<String, Double> values, TreeMap<Double, Double> ticks, TreeMap<Double, Double> latenesses, long cpuNanos) {
    private static final Pattern LINE = Pattern.compile("(?m)^(\\w+)(?:\\{([^}]*)})? (\\S+)$");
    private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");

    static ServerScrape of(String text, long cpuNanos) {
        ServerScrape scrape = new ServerScrape(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), cpuNanos);
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            double value = Double.parseDouble(line.group(3));
            String labels = line.group(2) == null ? "" : line.group(2);
            Matcher bound = BOUND.matcher(labels);
            if (bound.find()) {
                double seconds = bound.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound.group(1));
                switch (line.group(1)) {
                    case "rookery_tick_seconds_bucket" -> scrape.ticks.put(seconds, value);
                    case "rookery_tick_lateness_seconds_bucket" -> scrape.latenesses.put(seconds, value);
                    default -> {}
                }
            } else {
                scrape.values.merge(line.group(1), value, Double::sum);
            }
        }
        return scrape;
    }

    /// A counter or gauge, over all its labels; 0 if there is none.
    double value(String name) {
        return values.getOrDefault(name, 0.0);
    }

    /// Of what happened between two moments the quantile, in ms, taken to be spread evenly within each bucket.
    static double quantileMillis(TreeMap<Double, Double> before, TreeMap<Double, Double> after, double quantile) {
        double lower = 0;
        double below = 0;
        double wanted = quantile * (after.lastEntry().getValue() - before.getOrDefault(Double.POSITIVE_INFINITY, 0.0));
        for (Map.Entry<Double, Double> bucket : after.entrySet()) {
            double bound = bucket.getKey();
            double count = bucket.getValue() - before.getOrDefault(bound, 0.0);
            if (count >= wanted) {
                double share = count == below ? 1 : (wanted - below) / (count - below);
                return 1000 * (Double.isInfinite(bound) ? lower : lower + share * (bound - lower));
            }
            lower = bound;
            below = count;
        }
        return 1000 * lower;
    }
}
