package dev.rookery.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The samples of a soak while all bots were there, and what they say together. The first quarter, while the server warms up,
/// counts for nothing.
final class SoakCourse {
    private final List<SoakSample> samples = new ArrayList<>();

    void add(SoakSample sample) {
        samples.add(sample);
    }

    List<SoakSample> samples() {
        return samples;
    }

    /// By how much the mean of the last quarter exceeds that of the second, as a part of it; below 0 if it does not.
    double growth(ToDoubleFunction<SoakSample> what) {
        return mean(what, 3, 4) / mean(what, 1, 2) - 1;
    }

    /// What the straight line that fits best gains between its ends, as a part of the mean.
    double rise(ToDoubleFunction<SoakSample> what) {
        List<SoakSample> warm = samples.subList(samples.size() / 4, samples.size());
        double meanMinutes = warm.stream().mapToDouble(SoakSample::minutes).average().orElseThrow();
        double mean = warm.stream().mapToDouble(what).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (SoakSample sample : warm) {
            double minutes = sample.minutes() - meanMinutes;
            products += minutes * (what.applyAsDouble(sample) - mean);
            squares += minutes * minutes;
        }
        double span = warm.getLast().minutes() - warm.getFirst().minutes();
        return products / squares * span / mean;
    }

    /// Of the samples from one quarter of the run to another.
    double mean(ToDoubleFunction<SoakSample> what, int fromQuarter, int toQuarter) {
        return quarters(fromQuarter, toQuarter).stream().mapToDouble(what).average().orElseThrow();
    }

    double median(ToDoubleFunction<SoakSample> what, int fromQuarter, int toQuarter) {
        double[] sorted = quarters(fromQuarter, toQuarter).stream().mapToDouble(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    double largest(ToDoubleFunction<SoakSample> what) {
        return samples.stream().mapToDouble(what).max().orElseThrow();
    }

    private List<SoakSample> quarters(int from, int to) {
        return samples.subList(samples.size() * from / 4, samples.size() * to / 4);
    }
}
