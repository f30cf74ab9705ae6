package dev.rookery.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one window of one run has shown. A message is a snapshot that a client has received, together with the input that it
/// sent meanwhile.
///
/// @param players that played
/// @param inputHz inputs of each player in a second
/// @param warmUpSeconds of play before the window
/// @param compiledMillis that the server's compilers took within it; next to nothing once it is warm
/// @param userMicros of the server's CPU for a message, in its own code
/// @param systemMicros likewise, in the kernel
/// @param inputP50Millis from when an input was due until the first snapshot that shows it had arrived
/// @param allocatedBytes by all threads of the server, for a message
/// @param heapBytes in use after a collection, for a player, beyond an empty server's
/// @param residentBytes likewise of the process's memory; what a heap has once touched stays in it
/// @param pausesMillis how long all threads of the server stood still, and what was the longest
/// @param overrunShare ticks that began later than their period or were given up, of all
/// @param mergedShare of followed inputs, those that the server gave up for the next one
/// @param verifiedStates whole states that were decoded and compared with the server's hash
/// @param generatorLateP99Millis how late inputs were written
/// @param othersCores what other processes of the machine took meanwhile
/// @param cold the first seconds of play, null where they were not measured
/// @param failures what went wrong, and how often
public record LoadFigures(
        String scenario,
        int players,
        int tickHz,
        int inputHz,
        double seconds,
        double warmUpSeconds,
        long compiledMillis,
        long messages,
        double userMicros,
        double systemMicros,
        double serverCores,
        double intervalP50Millis,
        double intervalP99Millis,
        double intervalMaxMillis,
        double inputP50Millis,
        double inputP99Millis,
        double inputMaxMillis,
        double bytesPerSecond,
        double bytesPerMessage,
        double allocatedBytes,
        double heapBytes,
        double residentBytes,
        double residentMegabytes,
        PauseLog.Pauses pausesMillis,
        double tickP99Millis,
        double overrunShare,
        double mergedShare,
        long verifiedStates,
        double generatorCores,
        double generatorLateP99Millis,
        double othersCores,
        boolean isPinned,
        @Nullable Cold cold,
        Map<String, Integer> failures) {
    private static final double SATURATED_CORES = 0.9;
    private static final double SATURATED_TICKS = 0.5; // by which inputs may come late

    /// Of the seconds right after everybody has joined, when the server is not compiled: as [LoadFigures] has them.
    public record Cold(
            double seconds, double userMicros, double systemMicros, double intervalP99Millis, double inputP50Millis) {}

    /// Whether these are figures of a server that is not compiled yet.
    @JsonIgnore
    boolean isHalfCompiled() {
        return messages > 0 && warmUpSeconds < WarmUp.leastSeconds(tickHz);
    }

    /// CPU of the server for a message, in microseconds.
    public double cpuMicros() {
        return userMicros + systemMicros;
    }

    public double tickMillis() {
        return 1000.0 / tickHz;
    }

    /// Whether the clients had too little time themselves, so that the times say nothing of the server.
    @JsonIgnore
    public boolean isGeneratorSaturated() {
        return generatorCores > SATURATED_CORES || generatorLateP99Millis > SATURATED_TICKS * tickMillis();
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %d players, %d Hz out, %d Hz in, %.0f s after %.0f s of play, %d messages%n",
                scenario,
                players,
                tickHz,
                inputHz,
                seconds,
                warmUpSeconds,
                messages);
        if (messages == 0) {
            out.printf(
                    Locale.ROOT,
                    "  server     %.3f cores; heap %.1f KB, resident %.1f KB a player; %.0f MB in all%n",
                    serverCores,
                    heapBytes / 1024,
                    residentBytes / 1024,
                    residentMegabytes);
            printFailures(out);
            return;
        }
        out.printf(
                Locale.ROOT,
                "  server     %.1f us a message (user %.1f, system %.1f), %.2f cores; allocated %.0f B a message%n",
                cpuMicros(),
                userMicros,
                systemMicros,
                serverCores,
                allocatedBytes);
        out.printf(
                Locale.ROOT,
                "  interval   p50 %.1f  p99 %.1f  max %.1f ms%n  input      p50 %.1f  p99 %.1f  max %.1f ms to the snapshot"
                        + " that shows it; %.2f %% merged%n",
                intervalP50Millis,
                intervalP99Millis,
                intervalMaxMillis,
                inputP50Millis,
                inputP99Millis,
                inputMaxMillis,
                100 * mergedShare);
        out.printf(
                Locale.ROOT,
                "  to each    %.0f B a message, %.1f kB/s%n  memory     heap %.1f KB, resident %.1f KB a player; %.0f MB in"
                        + " all%n  standing   %d times, longest %.2f ms, %.1f ms in all; tick p99 %.2f ms, overruns %.3f %%%n",
                bytesPerMessage,
                bytesPerSecond / 1000,
                heapBytes / 1024,
                residentBytes / 1024,
                residentMegabytes,
                pausesMillis.count(),
                pausesMillis.longestMillis(),
                pausesMillis.totalMillis(),
                tickP99Millis,
                100 * overrunShare);
        out.printf(
                Locale.ROOT,
                "  generator  %.2f cores, late p99 %.1f ms; %d whole states verified; others on the machine %.2f cores%s%n",
                generatorCores,
                generatorLateP99Millis,
                verifiedStates,
                othersCores,
                isPinned ? "" : "; nobody is pinned to a core");
        printCold(out);
        printFailures(out);
    }

    private void printCold(PrintWriter out) {
        if (cold != null) {
            out.printf(
                    Locale.ROOT,
                    "  while cold %.1f us a message (user %.1f, system %.1f), interval p99 %.1f, input p50 %.1f ms: the first %.0f s"
                            + " of play%n",
                    cold.userMicros + cold.systemMicros,
                    cold.userMicros,
                    cold.systemMicros,
                    cold.intervalP99Millis,
                    cold.inputP50Millis,
                    cold.seconds);
        }
        out.printf(Locale.ROOT, "  compiling  %d ms of the window%n", compiledMillis);
        if (isHalfCompiled()) {
            out.printf(
                    Locale.ROOT,
                    "  COLD       after %.0f s the server is not compiled; it is after %d s: no figures to quote%n",
                    warmUpSeconds,
                    WarmUp.leastSeconds(tickHz));
        }
    }

    private void printFailures(PrintWriter out) {
        failures.forEach((what, count) -> out.println("  FAILED     " + count + " x " + what));
        out.flush();
    }
}
