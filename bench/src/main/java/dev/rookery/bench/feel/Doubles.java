package dev.rookery.bench.feel;

import java.util.Arrays;

/// Samples of one quantity. Owned by one thread.
final class Doubles {
    private double[] values = new double[64];
    private int size;
    private boolean sorted = true;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
        sorted = false;
    }

    void addAll(Doubles others) {
        for (int i = 0; i < others.size; i++) {
            add(others.values[i]);
        }
    }

    int size() {
        return size;
    }

    /// NaN without samples, as all of these.
    double percentile(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(values, 0, size);
            sorted = true;
        }
        return values[Math.min(size - 1, (int) (size * percent / 100))];
    }

    double rootMeanSquare() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum / size);
    }

    /// Share above `bound`, 0 to 1.
    double shareAbove(double bound) {
        int above = 0;
        for (int i = 0; i < size; i++) {
            above += values[i] > bound ? 1 : 0;
        }
        return (double) above / size;
    }
}
