package dev.rookery.bench;

import java.util.List;
import java.util.Locale;

/// What a benchmark must hold for the run to succeed. Times are set far above what a quiet machine shows, so that only
/// a change of kind misses them; those for one entity are the project's own bounds; allocation is exact.
///
/// @param benchmark `Class.method`
/// @param only a parameter and its value, `name=value`, without which it does not concern a figure; or empty
/// @param maxScore in the benchmark's own unit
/// @param maxPerEntity of the score, in the same unit
/// @param maxAllocatedBytes by one operation
record Target(String benchmark, String only, double maxScore, double maxPerEntity, double maxAllocatedBytes) {
    /// JMH allocates some 10,000 bytes an iteration, which is divided by the iteration's operations.
    private static final double NO_BYTES = 0.1; // where an iteration has millions of operations

    private static final double NO_BYTES_A_FRAME = 8; // where it has some thousands: less than any object
    private static final double NO_BYTES_A_TICK = 256; // where it has some hundreds
    private static final double TICK_MICROS = 33_333; // at 30 Hz
    private static final double ANY = Double.POSITIVE_INFINITY;

    static final List<Target> OF_TICK = List.of(
            new Target("FieldReadBenchmark.generatedClass", "", 10, ANY, NO_BYTES),
            new Target("EncodeBenchmark.delta", "", TICK_MICROS / 4, ANY, NO_BYTES_A_TICK),
            new Target("EncodeTraceBenchmark.delta", "backEnd=bits", ANY, 100, NO_BYTES_A_FRAME),
            new Target("EncodeTraceBenchmark.delta", "backEnd=range", ANY, 180, NO_BYTES_A_FRAME),
            new Target("BroadcastBenchmark.outbox", "", TICK_MICROS / 4, ANY, NO_BYTES_A_TICK),
            new Target("BroadcastBenchmark.framing", "", TICK_MICROS / 4, ANY, NO_BYTES_A_TICK),
            new Target("BroadcastBenchmark.inbox", "", TICK_MICROS / 4, ANY, NO_BYTES_A_TICK),
            new Target("RoomTickBenchmark.tick", "", TICK_MICROS / 2, ANY, NO_BYTES_A_TICK));

    boolean concerns(Figure figure) {
        return figure.benchmark().equals(benchmark) && figure.describeParameters().contains(only);
    }

    boolean holds(Figure figure) {
        return figure.allocatedBytes() <= maxAllocatedBytes
                && figure.score() <= maxScore
                && (figure.perEntity() == null || figure.perEntity() <= maxPerEntity);
    }

    String describe(Figure figure) {
        Double perEntity = maxPerEntity == ANY ? null : figure.perEntity();
        return String.format(
                Locale.ROOT,
                "%s %s: at most %s %s and %s B; was %.3f and %.3f",
                benchmark,
                figure.describeParameters(),
                perEntity == null ? maxScore : maxPerEntity,
                perEntity == null ? figure.unit() : figure.unit() + " an entity",
                maxAllocatedBytes,
                perEntity == null ? figure.score() : perEntity,
                figure.allocatedBytes());
    }
}
