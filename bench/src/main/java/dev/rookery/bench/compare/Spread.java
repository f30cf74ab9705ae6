package dev.rookery.bench.compare;

import java.util.Arrays;
import java.util.List;
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

    /// Of the ratios of runs that were made side by side.
    static Spread ofRatios(List<Double> values, List<Double> others) {
        double[] ratios = new double[Math.min(values.size(), others.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = values.get(i) / others.get(i);
        }
        return of(Arrays.stream(ratios));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f - %.2f - %.2f", least, median, greatest);
    }
}
