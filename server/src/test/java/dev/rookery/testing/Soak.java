package dev.rookery.testing;

import dev.rookery.server.replication.GameBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A server in its own process, played on by restless bots for a long time, and looked at all the while: memory after a
/// collection, threads, file descriptors, sessions.
public final class Soak {
    /// The server at one moment.
    ///
    /// @param liveBots that have a seat and a connection by their own account
    private record Look(
            double minutes,
            double heapMebibytes,
            double residentMebibytes,
            int threads,
            int descriptors,
            int sessions,
            int liveBots,
            int seats,
            int rooms,
            long outboxBytes) {}

    private static final int BAD_LINES_IN_TEN = 1;
    private static final int LOOKS = 60;
    private static final double MEBIBYTE = 1024 * 1024;

    private final ServerProcess server;
    private final List<GameBinding<?>> games;
    private final int bots;
    private final double minutes;
    private final SoakLedger ledger = new SoakLedger();
    private final List<Look> looks = new ArrayList<>();
    private long startedNanos;
    private volatile boolean goesOn = true;

    /// @param games that the bots play, in turn
    public Soak(ServerProcess server, List<GameBinding<?>> games, int bots, double minutes) {
        this.server = server;
        this.games = games;
        this.bots = bots;
        this.minutes = minutes;
    }

    /// Runs all of it.
    public void run(long seed) throws InterruptedException {
        startedNanos = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < bots; i++) {
            RestlessBot bot = new RestlessBot(
                    server.port(),
                    games.get(i % games.size()),
                    "Bot " + i,
                    seed + i,
                    i % 10 < BAD_LINES_IN_TEN,
                    ledger,
                    () -> goesOn);
            threads.add(Thread.ofVirtual().name("bot-" + i).start(bot));
            LockSupport.parkNanos(10_000_000);
        }
        double every = minutes / LOOKS;
        for (int i = 1; i <= LOOKS; i++) {
            pause(startedNanos + (long) (i * every * 60e9));
            look();
        }
        goesOn = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Waits until nobody is left on the server, and says for how many seconds; fails after a while.
    public double awaitEmpty(int patienceSeconds) {
        long from = System.nanoTime();
        while (true) {
            look();
            Look last = looks.getLast();
            double seconds = (System.nanoTime() - from) / 1e9;
            if (last.sessions == 0 && last.seats == 0 && last.rooms == 0) {
                return seconds;
            }
            if (seconds > patienceSeconds) {
                throw new AssertionError("Somebody stayed behind: " + last);
            }
            pause(System.nanoTime() + 2_000_000_000L);
        }
    }

    private static void pause(long untilNanos) {
        for (long left = untilNanos - System.nanoTime(); left > 0; left = untilNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void look() {
        server.collectGarbage();
        String metrics = server.metrics();
        Look look = new Look(
                (System.nanoTime() - startedNanos) / 60e9,
                ServerProcess.metric(metrics, "jvm_memory_used_bytes", "area=\"heap\"") / MEBIBYTE,
                server.residentBytes() / MEBIBYTE,
                (int) ServerProcess.metric(metrics, "jvm_threads_live_threads", ""),
                (int) ServerProcess.metric(metrics, "process_files_open_files", ""),
                (int) ServerProcess.metric(metrics, "rookery_sessions", ""),
                ledger.live(),
                (int) ServerProcess.metric(metrics, "rookery_seats_held", ""),
                (int) ServerProcess.metric(metrics, "rookery_rooms", ""),
                (long) ServerProcess.metric(metrics, "rookery_outbox_bytes", ""));
        looks.add(look);
        System.out.println("soak: " + row(look));
    }

    /// What went wrong, with an example of each; empty if nothing did.
    public Map<String, String> wrongs() {
        return ledger.wrongs();
    }

    /// How much the mean of the last quarter of the run exceeds that of the second, 0 if it does not, as a part of it.
    ///
    /// @param what heap, threads or descriptors
    public double growth(String what) {
        double before = mean(what, LOOKS / 4, LOOKS / 2);
        double after = mean(what, LOOKS * 3 / 4, LOOKS);
        return Math.max(0, after / before - 1);
    }

    private double mean(String what, int from, int to) {
        return looks.subList(from, to).stream()
                .mapToDouble(look -> switch (what) {
                    case "heap" -> look.heapMebibytes;
                    case "threads" -> look.threads;
                    case "descriptors" -> look.descriptors;
                    default -> throw new IllegalArgumentException("what=" + what);
                })
                .average()
                .orElseThrow();
    }

    /// How far the server's number of sessions was from the bots' own, at most; both move while they are read.
    public int largestDisagreement() {
        return looks.stream()
                .mapToInt(look -> Math.abs(look.sessions - look.liveBots))
                .max()
                .orElseThrow();
    }

    /// All of it as a table, for people.
    public String report(String title) {
        StringBuilder out = new StringBuilder("# " + title + "\n\n");
        out.append(String.format(
                Locale.ROOT,
                "%d bots, %.0f minutes, of which one in ten sits behind a line with a delay, losses and sometimes too little"
                        + " bandwidth. Heap after a full collection.%n%n",
                bots,
                minutes));
        out.append("| minute | heap MiB | resident MiB | threads | descriptors | sessions | by the bots | seats | rooms | outbox B |\n");
        out.append("|---|---|---|---|---|---|---|---|---|---|\n");
        int step = 5;
        for (int i = 0; i < looks.size(); i++) {
            if (i % step == step - 1 || i == 0 || i == looks.size() - 1) {
                out.append("| ").append(row(looks.get(i))).append(" |\n");
            }
        }
        out.append("\n| what the bots did and met | times |\n|---|---|\n");
        ledger.counts().forEach((what, count) ->
                out.append("| ").append(what).append(" | ").append(count).append(" |\n"));
        return out.toString();
    }

    private static String row(Look look) {
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %.0f | %d | %d | %d | %d | %d | %d | %d",
                look.minutes,
                look.heapMebibytes,
                look.residentMebibytes,
                look.threads,
                look.descriptors,
                look.sessions,
                look.liveBots,
                look.seats,
                look.rooms,
                look.outboxBytes);
    }
}
