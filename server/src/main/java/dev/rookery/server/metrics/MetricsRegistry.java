package dev.rookery.server.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/// All metrics of the process, scraped as text. Safe for any thread.
public final class MetricsRegistry implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final TickTimes tickTimes = new TickTimes(registry);
    private final LatencyTimes latencyTimes = new LatencyTimes();

    public MetricsRegistry(Counters counters) {
        for (Counter counter : Counter.values()) {
            FunctionCounter.builder("rookery_" + counter.metricName(), counters, c -> c.value(counter))
                    .description(counter.help())
                    .tags(counter.labels())
                    .register(registry);
        }
        latencyTimes.families().forEach(registry.getPrometheusRegistry()::register);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        garbage.bindTo(registry);
    }

    public TickTimes tickTimes() {
        return tickTimes;
    }

    public LatencyTimes latencyTimes() {
        return latencyTimes;
    }

    /// Shows a number that somebody else keeps.
    ///
    /// @param labels names and values in turn
    public void gauge(String name, String help, LongSupplier value, String... labels) {
        Gauge.builder("rookery_" + name, value, LongSupplier::getAsLong)
                .description(help)
                .tags(labels)
                .strongReference(true)
                .register(registry);
    }

    /// Shows a count that somebody else keeps and that never falls.
    ///
    /// @param keeper not kept alive by this
    /// @param labels names and values in turn
    public <T> void counter(
            String name, String help, T keeper, ToDoubleFunction<T> count, String... labels) {
        FunctionCounter.builder("rookery_" + name, keeper, count)
                .description(help)
                .tags(labels)
                .register(registry);
    }

    /// Everything in the Prometheus text format.
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
