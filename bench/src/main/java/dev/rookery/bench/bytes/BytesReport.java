package dev.rookery.bench.bytes;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// What one recorded room costs in every scheme.
///
/// @param trace name of the recording
/// @param ticks frames counted: all but the first
record BytesReport(String trace, int hz, int ticks, List<SchemeFigure> schemes) {
    private static final int MAX_ARENA_KEYFRAME_BYTES = 4096;
    private static final String BYTE_MASK = new ByteMaskScheme().name();

    /// @param reference scheme that the ratios are to
    void print(PrintWriter out, String reference) {
        out.printf("%s: %d ticks at %d Hz, the first frame excluded; every frame decoded and compared%n", trace, ticks, hz);
        out.println("                                                      bytes per tick   ratio   largest   keyframe");
        double unit = bytesOf(reference);
        for (SchemeFigure figure : schemes) {
            if (figure.bytesPerTick() == null) {
                out.printf("  %-52s not measured: %s%n", figure.scheme(), figure.notMeasured());
            } else {
                out.printf(
                        Locale.ROOT,
                        "  %-52s %12.1f %7.2f %9s %10s%n",
                        figure.scheme(),
                        figure.bytesPerTick(),
                        figure.bytesPerTick() / unit,
                        figure.largestBytes() == null ? "" : figure.largestBytes(),
                        figure.keyframeBytes() == null
                                ? ""
                                : String.format(Locale.ROOT, "%.0f", figure.keyframeBytes()));
            }
        }
    }

    private double bytesOf(String scheme) {
        return schemes.stream()
                .filter(figure -> figure.scheme().equals(scheme) && figure.bytesPerTick() != null)
                .mapToDouble(SchemeFigure::bytesPerTick)
                .findFirst()
                .orElse(Double.NaN);
    }

    /// Says of each back end whether it keeps to its bounds.
    ///
    /// @return whether the musts hold
    boolean printTargets(PrintWriter out, Trace recording) {
        BytesTarget target = BytesTarget.of(trace, recording, bytesOf(BYTE_MASK));
        if (target == null) {
            out.println("  There is no target for this rate.");
            return true;
        }
        boolean held = true;
        for (SchemeFigure figure : schemes) {
            if (figure.bytesPerTick() == null || figure.keyframeBytes() == null) {
                continue;
            }
            held &= printTarget(out, "must", figure.scheme(), "bytes per tick", target.must(), figure.bytesPerTick());
            if (figure.scheme().startsWith("range")) {
                printTarget(out, "goal", figure.scheme(), "bytes per tick", target.goal(), figure.bytesPerTick());
            }
            if (recording.hasProjectiles()) {
                held &= printTarget(
                        out,
                        "must",
                        figure.scheme(),
                        "bytes of a keyframe",
                        MAX_ARENA_KEYFRAME_BYTES,
                        figure.keyframeBytes());
            }
        }
        return held;
    }

    private static boolean printTarget(
            PrintWriter out, String rank, String scheme, String unit, double bound, double bytes) {
        boolean held = bytes <= bound;
        out.printf(
                Locale.ROOT,
                "  %s %s  %s: at most %.1f %s; was %.1f%n",
                held ? "held  " : "MISSED",
                rank,
                scheme,
                bound,
                unit,
                bytes);
        return held;
    }
}
