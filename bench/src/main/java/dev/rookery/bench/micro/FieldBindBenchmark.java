package dev.rookery.bench.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/// The price at start of the ways in [FieldReadBenchmark]: binding the first entity class of a fresh JVM, and reading
/// it once.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(10)
public class FieldBindBenchmark {
    @Benchmark
    public int[] methodHandlePerField() {
        return firstRow(new FieldReadBenchmark.HandlePerField(Ship.ofKind(0).getClass()));
    }

    @Benchmark
    public int[] methodHandlePerClass() {
        return firstRow(new FieldReadBenchmark.HandlePerClass(Ship.ofKind(0).getClass()));
    }

    @Benchmark
    public int[] generatedClass() {
        return firstRow(FieldReadBenchmark.generate(Ship.ofKind(0).getClass()));
    }

    private static int[] firstRow(FieldReadBenchmark.RowReader reader) {
        int[] row = new int[FieldReadBenchmark.FIELDS];
        reader.read(Ship.ofKind(0), row, 0);
        return row;
    }
}
