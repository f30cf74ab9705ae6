package dev.rookery.bench.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rookery.bench.load.ProcessTimes;
import dev.rookery.bench.load.ServerChild;
import dev.rookery.bench.swarm.SwarmRun;
import dev.rookery.bench.swarm.SwarmSamples;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One run of one peer.
///
/// @param round in which it was made, from 1 on
/// @param userMicros of the server's CPU for a message out and its input, in its own code
/// @param systemMicros likewise in the kernel
/// @param allocatedBytes by all threads of the server for it; null where no JVM says
/// @param inputP50Millis from when an input was due until the first state that shows it; 0 where nothing shows it
/// @param hz messages that a client got in a second
record PeerFigures(
        String peer,
        int round,
        int players,
        long messages,
        double userMicros,
        double systemMicros,
        @Nullable Double allocatedBytes,
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
    ///
    /// @param usage null where no JVM says
    record Charged(ProcessTimes server, ProcessTimes generator, ServerChild.@Nullable Usage usage) {
        static Charged now(ServerChild server) throws IOException, InterruptedException {
            ServerChild.Usage usage = server.saysUsage() ? server.usage(false) : null;
            return new Charged(server.times(), ProcessTimes.of(ProcessHandle.current().pid()), usage);
        }
    }

    static PeerFigures of(String peer, int round, SwarmRun.Outcome<Charged> outcome) {
        SwarmRun.Window<Charged> window = outcome.steady();
        ProcessTimes first = window.first().server();
        ProcessTimes last = window.last().server();
        SwarmSamples samples = window.samples();
        double each = Math.max(1, samples.snapshots());
        double user = last.userNanos() - first.userNanos();
        double system = last.systemNanos() - first.systemNanos();
        double generator =
                window.last().generator().cpuNanos() - window.first().generator().cpuNanos();
        double seconds = window.seconds();
        double machine = last.machineNanos() - first.machineNanos();
        return new PeerFigures(
                peer,
                round,
                outcome.playing(),
                samples.snapshots(),
                user / 1e3 / each,
                system / 1e3 / each,
                allocated(window.first().usage(), window.last().usage(), each),
                (user + system) / 1e9 / seconds,
                samples.snapshots() / seconds / Math.max(1, outcome.playing()),
                samples.bytes() / each,
                samples.intervalMillis(50),
                samples.intervalMillis(99),
                samples.inputMillis(50),
                samples.inputMillis(99),
                last.residentBytes() / 1024.0 / 1024,
                generator / 1e9 / seconds,
                samples.lateMillis(99),
                Math.max(0, (machine - user - system - generator) / 1e9 / seconds),
                outcome.failures());
    }

    private static @Nullable Double allocated(
            ServerChild.@Nullable Usage first, ServerChild.@Nullable Usage last, double messages) {
        return first == null || last == null ? null : (last.allocatedBytes() - first.allocatedBytes()) / messages;
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
                "%-17s %6.1f us (user %.1f, system %.1f)%s, %.1f Hz held, %.0f B, interval p50 %.1f p99 %.1f, input p50 %.1f p99 %.1f"
                        + " ms; generator %.2f cores%s%s",
                peer,
                cpuMicros(),
                userMicros,
                systemMicros,
                allocatedBytes == null ? "" : String.format(Locale.ROOT, ", %.0f B allocated", allocatedBytes),
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
