package dev.rookery.bench.decode;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rookery.bench.bytes.TraceLoad;
import org.jspecify.annotations.Nullable;

/// What decoding one recorded room takes.
///
/// @param decoder `bits`, `range` or another library's
/// @param runtime what ran it, with its version
/// @param microsPerFrame mean over the frames after the first
/// @param nanosPerUpdate the same for each entity that was there before and looks different after
/// @param nanosPerEntity the same for each live entity
/// @param notMeasured why, as a clause; then the figures are absent
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecodeFigure(
        String trace,
        String decoder,
        String runtime,
        @Nullable Double microsPerFrame,
        @Nullable Double nanosPerUpdate,
        @Nullable Double nanosPerEntity,
        @Nullable String notMeasured) {
    /// What the default back end must keep to, and what it should.
    static final double MUST_NANOS_PER_UPDATE = 200;

    static final double GOAL_NANOS_PER_UPDATE = 100;

    static DecodeFigure of(TraceLoad load, String decoder, String runtime, double micros) {
        return new DecodeFigure(
                load.trace(),
                decoder,
                runtime,
                rounded(micros),
                rounded(micros * 1000 / load.updates()),
                rounded(micros * 1000 / load.entities()),
                null);
    }

    static DecodeFigure notMeasured(TraceLoad load, String decoder, String runtime, String reason) {
        return new DecodeFigure(load.trace(), decoder, runtime, null, null, null, reason);
    }

    private static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }

    /// Whether a bound was set for it at all.
    boolean isBounded() {
        return decoder.equals("range") && nanosPerUpdate != null;
    }

    boolean holds(double boundNanosPerUpdate) {
        return nanosPerUpdate == null || nanosPerUpdate <= boundNanosPerUpdate;
    }
}
