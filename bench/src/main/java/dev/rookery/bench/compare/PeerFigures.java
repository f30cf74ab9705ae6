package dev.rookery.bench.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rookery.bench.load.ProcessTimes;
import dev.rookery.bench.swarm.SwarmRun;
import dev.rookery.bench.swarm.SwarmSamples;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// One run of one peer.
///
/// @param userMicros of the server's CPU for a message out and its input, in its own code
/// @param systemMicros likewise in the kernel
/// @param inputP50Millis from when an input was due until the first state that shows it; 0 where nothing shows it
/// @param hz messages that a client got in a second
record PeerFigures(
        String peer,
        int players,
        long messages,
        double userMicros,
        double systemMicros,
        double serverCores,
        double hz,
        double bytesPerMessage,
        double intervalP50Millis,
        double intervalP99Millis,
        double inputP50Millis,
        double inputP99Millis,
        double residentMegabytes,
        double generatorCores,
        double generatorLateP99Millis,
        double othersCores,
        Map<String, Integer> failures) {
    private static final double SATURATED_CORES = 0.93;

    /// Everything that is charged, at one moment.
    record Charged(ProcessTimes server, ProcessTimes generator) {}

    static PeerFigures of(String peer, SwarmRun.Outcome<Charged> outcome) {
        ProcessTimes first = outcome.first().server();
        ProcessTimes last = outcome.last().server();
        SwarmSamples samples = outcome.samples();
        double each = Math.max(1, samples.snapshots());
        double user = last.userNanos() - first.userNanos();
        double system = last.systemNanos() - first.systemNanos();
        double generator =
                outcome.last().generator().cpuNanos() - outcome.first().generator().cpuNanos();
        double seconds = outcome.seconds();
        double machine = last.machineNanos() - first.machineNanos();
        return new PeerFigures(
                peer,
                outcome.playing(),
                samples.snapshots(),
                user / 1e3 / each,
                system / 1e3 / each,
                (user + system) / 1e9 / seconds,
                samples.snapshots() / seconds / Math.max(1, outcome.playing()),
                samples.bytes() / each,
                millis(samples.intervals(), 50),
                millis(samples.intervals(), 99),
                millis(samples.latencies(), 50),
                millis(samples.latencies(), 99),
                last.residentBytes() / 1024.0 / 1024,
                generator / 1e9 / seconds,
                millis(samples.lateness(), 99),
                Math.max(0, (machine - user - system - generator) / 1e9 / seconds),
                outcome.failures());
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1e3;
    }

    double cpuMicros() {
        return userMicros + systemMicros;
    }

    /// Whether the clients were the bottleneck, so that the times say nothing of the server; its CPU still counts.
    @JsonIgnore
    boolean isGeneratorSaturated() {
        return generatorCores > SATURATED_CORES;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-17s %6.1f us (user %.1f, system %.1f), %.1f Hz held, %.0f B, interval p50 %.1f p99 %.1f, input p50 %.1f p99 %.1f"
                        + " ms; generator %.2f cores%s%s",
                peer,
                cpuMicros(),
                userMicros,
                systemMicros,
                hz,
                bytesPerMessage,
                intervalP50Millis,
                intervalP99Millis,
                inputP50Millis,
                inputP99Millis,
                generatorCores,
                isGeneratorSaturated() ? " SATURATED" : "",
                failures.isEmpty() ? "" : " FAILURES " + failures);
    }
}
