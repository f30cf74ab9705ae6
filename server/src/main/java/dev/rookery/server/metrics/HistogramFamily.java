package dev.rookery.server.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Histograms of one metric, by the value of its label if it has one. Safe for any thread.
final class HistogramFamily implements Collector {
    private final String name;
    private final String help;
    private final String label;
    private final double[] bounds;
    private final double[] buckets; // the bounds, and infinity
    private final Map<String, Histogram> members = new ConcurrentSkipListMap<>();

    /// @param name without prefix
    /// @param label name of the label, empty if there is none
    HistogramFamily(String name, String help, String label, double... bounds) {
        this.name = "rookery_" + name;
        this.help = help;
        this.label = label;
        this.bounds = bounds;
        buckets = new double[bounds.length + 1];
        System.arraycopy(bounds, 0, buckets, 0, bounds.length);
        buckets[bounds.length] = Double.POSITIVE_INFINITY;
    }

    /// The histogram of this label's value; made when first asked for.
    Histogram of(String value) {
        return members.computeIfAbsent(value, _ -> new Histogram(bounds));
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder().name(name).help(help);
        members.forEach((value, histogram) -> {
            List<Number> counts = new ArrayList<>();
            for (int bucket = 0; bucket < buckets.length; bucket++) {
                counts.add(histogram.count(bucket));
            }
            List<Double> uppers = new ArrayList<>();
            for (double upper : buckets) {
                uppers.add(upper);
            }
            snapshot.dataPoint(HistogramDataPointSnapshot.builder()
                    .labels(label.isEmpty() ? Labels.EMPTY : Labels.of(label, value))
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(uppers, counts))
                    .sum(histogram.sum())
                    .build());
        });
        return snapshot.build();
    }
}
