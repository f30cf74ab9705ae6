package dev.rookery.bench.bytes;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What one way to send a recorded room costs. Means over all frames after the first.
///
/// @param bytesPerTick payload without any transport; null if not measured
/// @param largestBytes of a frame; of our own codec only, as is the next
/// @param keyframeBytes of one sent after each frame
/// @param notMeasured why, as a clause
@JsonInclude(JsonInclude.Include.NON_NULL)
record SchemeFigure(
        String scheme,
        @Nullable Double bytesPerTick,
        @Nullable Integer largestBytes,
        @Nullable Double keyframeBytes,
        @Nullable String notMeasured) {
    static SchemeFigure ofCodec(String scheme, double bytesPerTick, int largestBytes, double keyframeBytes) {
        return new SchemeFigure(scheme, rounded(bytesPerTick), largestBytes, rounded(keyframeBytes), null);
    }

    static SchemeFigure of(String scheme, double bytesPerTick) {
        return new SchemeFigure(scheme, rounded(bytesPerTick), null, null, null);
    }

    static SchemeFigure notMeasured(String scheme, String reason) {
        return new SchemeFigure(scheme, null, null, null, reason);
    }

    private static double rounded(double bytes) {
        return Math.rint(bytes * 10) / 10;
    }
}
