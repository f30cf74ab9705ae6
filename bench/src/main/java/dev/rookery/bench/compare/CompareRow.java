package dev.rookery.bench.compare;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// What several runs of one peer have shown; medians, but for what has a spread.
///
/// @param rookeryToIt CPU a message of Rookery, seeing as much, in shares of this peer's in the same round
record CompareRow(
        String peer,
        String description,
        Spread cpuMicros,
        @Nullable Spread rookeryToIt,
        double userMicros,
        double systemMicros,
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
        boolean isOurs = peer.name().startsWith("rookery");
        return new CompareRow(
                peer.name(),
                peer.description(),
                Spread.of(runs.stream().mapToDouble(PeerFigures::cpuMicros)),
                isOurs || rookery.isEmpty() ? null : Spread.ofRatios(cpu(rookery), cpu(runs)),
                median(runs.stream().mapToDouble(PeerFigures::userMicros)),
                median(runs.stream().mapToDouble(PeerFigures::systemMicros)),
                median(runs.stream().mapToDouble(PeerFigures::bytesPerMessage)),
                median(runs.stream().mapToDouble(PeerFigures::hz)),
                median(runs.stream().mapToDouble(PeerFigures::intervalP50Millis)),
                median(runs.stream().mapToDouble(PeerFigures::intervalP99Millis)),
                median(runs.stream().mapToDouble(PeerFigures::inputP50Millis)),
                median(runs.stream().mapToDouble(PeerFigures::inputP99Millis)),
                median(runs.stream().mapToDouble(PeerFigures::residentMegabytes)));
    }

    static List<Double> cpu(List<PeerFigures> runs) {
        return runs.stream().map(PeerFigures::cpuMicros).toList();
    }

    private static double median(DoubleStream values) {
        return Spread.of(values).median();
    }
}
