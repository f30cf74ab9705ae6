package dev.rookery.testing;

import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;

/// The server of a soak at one moment, after a collection of all garbage.
///
/// @param liveBots that have a seat and a connection by their own account
/// @param seatedBots that have a seat by their own account
/// @param tickP99Millis since the sample before: the bound of the histogram under which 99 in 100 ticks stayed, 1000 if there is none; 0 without ticks
record SoakSample(
        double minutes,
        double heapMebibytes,
        double residentMebibytes,
        int threads,
        int descriptors,
        int sessions,
        int liveBots,
        int seats,
        int seatedBots,
        int rooms,
        long outboxBytes,
        double tickP99Millis) {
    static final String HEAD = """
            | minute | heap MiB | resident MiB | threads | descriptors | sessions | by the bots | seats | by the bots | rooms | outbox B | tick p99 ms |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private static final double MEBIBYTE = 1024 * 1024;

    /// @param before the histogram of the ticks at the sample before, by bound; becomes that of now
    static SoakSample take(ServerProcess server, SoakLedger ledger, double minutes, NavigableMap<Double, Double> before) {
        server.collectGarbage();
        String metrics = server.metrics();
        return new SoakSample(
                minutes,
                ServerProcess.metric(metrics, "jvm_memory_used_bytes", "area=\"heap\"") / MEBIBYTE,
                server.residentBytes() / MEBIBYTE,
                (int) ServerProcess.metric(metrics, "jvm_threads_live_threads", ""),
                (int) ServerProcess.metric(metrics, "process_files_open_files", ""),
                (int) ServerProcess.metric(metrics, "rookery_sessions", ""),
                ledger.live(),
                (int) ServerProcess.metric(metrics, "rookery_seats_held", ""),
                ledger.seated(),
                (int) ServerProcess.metric(metrics, "rookery_rooms", ""),
                (long) ServerProcess.metric(metrics, "rookery_outbox_bytes", ""),
                p99Millis(before, ServerProcess.buckets(metrics, "rookery_tick_seconds")));
    }

    private static double p99Millis(NavigableMap<Double, Double> before, NavigableMap<Double, Double> now) {
        double total = now.isEmpty() ? 0 : now.lastEntry().getValue() - before.getOrDefault(now.lastKey(), 0.0);
        double p99 = 0;
        for (Map.Entry<Double, Double> under : now.descendingMap().entrySet()) {
            if (total > 0 && under.getValue() - before.getOrDefault(under.getKey(), 0.0) >= 0.99 * total) {
                p99 = Math.min(1000, under.getKey() * 1000);
            }
        }
        before.clear();
        before.putAll(now);
        return p99;
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %.1f | %.1f | %.0f | %d | %d | %d | %d | %d | %d | %d | %d | %.2f |",
                minutes,
                heapMebibytes,
                residentMebibytes,
                threads,
                descriptors,
                sessions,
                liveBots,
                seats,
                seatedBots,
                rooms,
                outboxBytes,
                tickP99Millis);
    }
}
