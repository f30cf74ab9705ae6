package dev.rookery.bench.start;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The starts of one kind of server: medians, and the least, which a busy machine disturbs less.
///
/// @param kind `jar`, `image`, or `untrained` for an image whose profiles are not used
/// @param starts how many there were
/// @param readyMillis from the start of the process to the first 200 of `/health/ready`
/// @param leastReadyMillis the quickest of them
/// @param readyCpuMillis of the process until then, in the system's ticks of 10 ms; 0 where it does not say
/// @param snapshotMillis from the start of the process to a player's first snapshot, of a join after that answer
/// @param snapshotCpuMillis of the process until then
/// @param messageMicros CPU of the process for a message of its first players, see [FirstPlay]; null if nobody played
/// @param messageSystemMicros of that in the kernel
public record StartFigure(
        String kind,
        int starts,
        double readyMillis,
        double leastReadyMillis,
        double readyCpuMillis,
        double snapshotMillis,
        double snapshotCpuMillis,
        @Nullable Double messageMicros,
        @Nullable Double messageSystemMicros) {
    /// From start to first answer, with an image on a quiet machine.
    static final double MUST_READY_MILLIS = 600;

    static StartFigure of(String kind, List<ServerStart> starts) {
        List<FirstPlay> plays = starts.stream().map(ServerStart::play).filter(Objects::nonNull).toList();
        return new StartFigure(
                kind,
                starts.size(),
                median(starts.stream().map(ServerStart::readyMillis).toList()),
                starts.stream().mapToDouble(ServerStart::readyMillis).min().orElseThrow(),
                median(starts.stream().map(ServerStart::readyCpuMillis).toList()),
                median(starts.stream().map(ServerStart::snapshotMillis).toList()),
                median(starts.stream().map(ServerStart::snapshotCpuMillis).toList()),
                plays.isEmpty() ? null : median(plays.stream().map(FirstPlay::micros).toList()),
                plays.isEmpty() ? null : median(plays.stream().map(FirstPlay::systemMicros).toList()));
    }

    /// Only an image has a target: it alone has its classes ready.
    boolean hasTarget() {
        return kind.equals("image");
    }

    boolean holds() {
        return !hasTarget() || readyMillis <= MUST_READY_MILLIS;
    }

    private static double median(List<Double> values) {
        List<Double> ascending = values.stream().sorted().toList();
        int middle = ascending.size() / 2;
        return ascending.size() % 2 == 1
                ? ascending.get(middle)
                : (ascending.get(middle - 1) + ascending.get(middle)) / 2;
    }
}
