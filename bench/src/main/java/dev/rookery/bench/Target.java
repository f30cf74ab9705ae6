package dev.rookery.bench;

import java.util.List;
import java.util.Locale;

/// What a benchmark must hold for the run to succeed. Times are set far above what a quiet machine shows, so that only
/// a change of kind misses them; allocation is exact.
///
/// @param benchmark `Class.method`
/// @param maxScore in the benchmark's own unit
/// @param maxAllocatedBytes by one operation
record Target(String benchmark, double maxScore, double maxAllocatedBytes) {
    /// JMH allocates some 10,000 bytes an iteration, which is divided by the iteration's operations.
    private static final double NO_BYTES = 0.1; // where an iteration has millions of operations

    private static final double NO_BYTES_A_TICK = 256; // where it has some hundreds
    private static final double TICK_MICROS = 33_333; // at 30 Hz

    static final List<Target> OF_TICK = List.of(
            new Target("FieldReadBenchmark.generatedClass", 10, NO_BYTES),
            new Target("EncodeBenchmark.delta", TICK_MICROS / 4, NO_BYTES_A_TICK),
            new Target("RoomTickBenchmark.tick", TICK_MICROS / 2, NO_BYTES_A_TICK));

    boolean concerns(Figure figure) {
        return figure.benchmark().equals(benchmark);
    }

    boolean holds(Figure figure) {
        return figure.score() <= maxScore && figure.allocatedBytes() <= maxAllocatedBytes;
    }

    String describe(Figure figure) {
        return String.format(
                Locale.ROOT,
                "%s %s: at most %s %s and %s B; was %.3f and %.3f",
                benchmark,
                figure.parameters(),
                maxScore,
                figure.unit(),
                maxAllocatedBytes,
                figure.score(),
                figure.allocatedBytes());
    }
}
