package dev.rookery.bench.compare;

import java.util.Locale;
import java.util.stream.DoubleStream;

/// Least, middle and greatest of several runs.
record Spread(double least, double median, double greatest) {
    static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("There is no spread of nothing.");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f - %.2f - %.2f", least, median, greatest);
    }
}
