package dev.rookery.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// One line of a JMH run.
///
/// @param benchmark `Class.method`
/// @param score mean, in `unit`
/// @param error half of the 99.9 % confidence interval, in `unit`; NaN with too few iterations
/// @param allocatedBytes by one operation, the benchmark's own harness included; NaN if it was not counted
/// @param perEntity the same for a live entity, in `unit`, from the least times that the benchmark saw; null where it does
///     not look for them
@JsonInclude(JsonInclude.Include.NON_NULL)
record Figure(
        String benchmark,
        Map<String, String> parameters,
        double score,
        double error,
        String unit,
        double allocatedBytes,
        @Nullable Double perEntity) {
    static Figure of(RunResult run) {
        BenchmarkParams params = run.getParams();
        Map<String, String> parameters = new TreeMap<>();
        params.getParamsKeys().forEach(key -> parameters.put(key, Provenance.withoutFolder(params.getParam(key))));
        String name = params.getBenchmark();
        int method = name.lastIndexOf('.');
        Result<?> primary = run.getPrimaryResult();
        Result<?> allocated = run.getSecondaryResults().get("gc.alloc.rate.norm");
        Result<?> least = run.getSecondaryResults().get("leastPerEntity");
        return new Figure(
                name.substring(name.lastIndexOf('.', method - 1) + 1),
                parameters,
                primary.getScore(),
                primary.getScoreError(),
                primary.getScoreUnit(),
                allocated == null ? Double.NaN : allocated.getScore(),
                least == null ? null : least.getStatistics().getMin());
    }

    /// `name=value, name=value`.
    String describeParameters() {
        return parameters.toString().replaceAll("[{}]", "");
    }
}
