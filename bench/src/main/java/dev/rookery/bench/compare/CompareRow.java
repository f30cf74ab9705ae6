package dev.rookery.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// What several runs of one peer have shown; medians, but for what has a spread.
///
/// @param allocatedBytes null where no JVM says
/// @param rookeryToIt CPU a message of Rookery, seeing as much, in shares of this peer's in the same round
record CompareRow(
        String peer,
        String description,
        Spread cpuMicros,
        @Nullable Spread rookeryToIt,
        double userMicros,
        double systemMicros,
        @Nullable Double allocatedBytes,
        double bytesPerMessage,
        double hz,
        double intervalP50Millis,
        double intervalP99Millis,
        double inputP50Millis,
        double inputP99Millis,
        double residentMegabytes) {
    static CompareRow of(Peer peer, List<PeerFigures> runs, Map<String, List<PeerFigures>> all) {
        String ours = peer.name().contains("views") ? "rookery-interest" : "rookery";
        List<PeerFigures> rookery = all.getOrDefault(ours, List.of());
        return new CompareRow(
                peer.name(),
                peer.description(),
                Spread.of(runs.stream().mapToDouble(PeerFigures::cpuMicros)),
                peer.isOurs() ? null : ratios(rookery, runs),
                median(runs.stream().mapToDouble(PeerFigures::userMicros)),
                median(runs.stream().mapToDouble(PeerFigures::systemMicros)),
                allocated(runs),
                median(runs.stream().mapToDouble(PeerFigures::bytesPerMessage)),
                median(runs.stream().mapToDouble(PeerFigures::hz)),
                median(runs.stream().mapToDouble(PeerFigures::intervalP50Millis)),
                median(runs.stream().mapToDouble(PeerFigures::intervalP99Millis)),
                median(runs.stream().mapToDouble(PeerFigures::inputP50Millis)),
                median(runs.stream().mapToDouble(PeerFigures::inputP99Millis)),
                median(runs.stream().mapToDouble(PeerFigures::residentMegabytes)));
    }

    /// CPU a message of ours in shares of another's, each within one round; null if no round has both.
    static @Nullable Spread ratios(List<PeerFigures> ours, List<PeerFigures> others) {
        double[] ratios = ours.stream()
                .flatMapToDouble(our -> others.stream()
                        .filter(other -> other.round() == our.round())
                        .mapToDouble(other -> our.cpuMicros() / other.cpuMicros()))
                .toArray();
        return ratios.length == 0 ? null : Spread.of(Arrays.stream(ratios));
    }

    private static @Nullable Double allocated(List<PeerFigures> runs) {
        List<Double> known = runs.stream().map(PeerFigures::allocatedBytes).filter(Objects::nonNull).toList();
        return known.isEmpty() ? null : median(known.stream().mapToDouble(Double::doubleValue));
    }

    private static double median(DoubleStream values) {
        return Spread.of(values).median();
    }
}
