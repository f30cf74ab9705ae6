package dev.rookery.bench.start;

import java.util.List;

/// The starts of one kind of server: medians, and the least, which a busy machine disturbs less.
///
/// @param kind `jar` or `image`
/// @param starts how many there were
/// @param readyMillis from the start of the process to the first 200 of `/health/ready`
/// @param leastReadyMillis the quickest of them
/// @param readyCpuMillis of the process until then, in the system's ticks of 10 ms; 0 where it does not say
/// @param snapshotMillis from the start of the process to a player's first snapshot, of a join after that answer
/// @param snapshotCpuMillis of the process until then
public record StartFigure(
        String kind,
        int starts,
        double readyMillis,
        double leastReadyMillis,
        double readyCpuMillis,
        double snapshotMillis,
        double snapshotCpuMillis) {
    /// From start to first answer, with an image on a quiet machine.
    static final double MUST_READY_MILLIS = 600;

    static StartFigure of(String kind, List<ServerStart> starts) {
        return new StartFigure(
                kind,
                starts.size(),
                median(starts.stream().map(ServerStart::readyMillis).toList()),
                starts.stream().mapToDouble(ServerStart::readyMillis).min().orElseThrow(),
                median(starts.stream().map(ServerStart::readyCpuMillis).toList()),
                median(starts.stream().map(ServerStart::snapshotMillis).toList()),
                median(starts.stream().map(ServerStart::snapshotCpuMillis).toList()));
    }

    /// Only an image has a target: it alone has its classes ready.
    boolean holds() {
        return !kind.equals("image") || readyMillis <= MUST_READY_MILLIS;
    }

    private static double median(List<Double> values) {
        List<Double> ascending = values.stream().sorted().toList();
        int middle = ascending.size() / 2;
        return ascending.size() % 2 == 1
                ? ascending.get(middle)
                : (ascending.get(middle - 1) + ascending.get(middle)) / 2;
    }
}
