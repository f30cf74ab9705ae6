package dev.rookery.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/// Prints one line for each finished benchmark, in place of JMH's page for each. What a failing benchmark prints comes
/// through as it is.
final class FigurePrinter implements OutputFormat {
    private final PrintWriter out;

    FigurePrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void startRun() {
        out.printf(
                "%-36s %-38s %12s %10s %6s %12s %10s%n",
                "benchmark",
                "with",
                "score",
                "+-",
                "unit",
                "allocated B",
                "an entity");
        out.flush();
    }

    @Override
    public void endBenchmark(@Nullable BenchmarkResult result) {
        if (result == null) {
            return; // it failed, and has said so
        }
        Figure figure = Figure.of(new RunResult(result.getParams(), List.of(result)));
        out.printf(
                Locale.ROOT,
                "%-36s %-38s %12.3f %10.3f %6s %12.3f %10s%n",
                figure.benchmark(),
                figure.describeParameters(),
                figure.score(),
                figure.error(),
                figure.unit(),
                figure.allocatedBytes(),
                figure.perEntity() == null ? "" : String.format(Locale.ROOT, "%.1f", figure.perEntity()));
        out.flush();
    }

    @Override
    public void println(String line) {
        if (line.startsWith("<") || line.contains("Exception") || line.contains("Error")) {
            out.println(line);
        }
    }

    @Override
    public void startBenchmark(BenchmarkParams params) {}

    @Override
    public void iteration(BenchmarkParams params, IterationParams iterations, int iteration) {}

    @Override
    public void iterationResult(
            BenchmarkParams params, IterationParams iterations, int iteration, IterationResult result) {}

    @Override
    public void endRun(Collection<RunResult> results) {}

    @Override
    public void print(String text) {}

    @Override
    public void verbosePrintln(String line) {}

    @Override
    public void write(int character) {}

    @Override
    public void write(byte[] bytes) {}

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
