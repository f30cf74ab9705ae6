package dev.rookery.testing;

import static dev.rookery.testing.SoakCheck.atMost;
import static java.util.Objects.requireNonNull;

import dev.rookery.server.replication.GameBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A server in its own process, played on by restless bots for a long time, and looked at all the while: memory after a
/// collection, threads, file descriptors, sessions, seats, ticks. An admin throws somebody out now and then.
public final class Soak {
    private static final int BAD_LINES_IN_TEN = 2;
    private static final double SAMPLE_SECONDS = 10;
    private static final int LEAST_SAMPLES = 16;
    private static final double MAX_GROWTH = 0.1;
    private static final double MAX_HEAP_LEFT_MEBIBYTES = 8; // caches, pools and compiled code's constants; no player's
    private static final int MAX_THREADS_LEFT = 6; // carriers and compilers come and go
    private static final int MAX_DESCRIPTORS_LEFT = 6;
    private static final double MAX_TICK_MILLIS = 33;
    private static final double PROMPT_SECONDS = 10; // for the last close frames; a lost seat is kept for sixty
    private static final long KICK_EVERY_NANOS = 5_000_000_000L;

    private final ServerProcess server;
    private final List<GameBinding<?>> games;
    private final int bots;
    private final double minutes;
    private final SoakLedger ledger = new SoakLedger();
    private final SoakCourse course = new SoakCourse();
    private final NavigableMap<Double, Double> ticks = new TreeMap<>();
    private @Nullable SoakSample before;
    private @Nullable SoakSample after;
    private double seatsFreeSeconds;
    private double connections;
    private long startedNanos;
    private volatile boolean goesOn = true;

    /// @param games that the bots play, in turn
    public Soak(ServerProcess server, List<GameBinding<?>> games, int bots, double minutes) {
        this.server = server;
        this.games = games;
        this.bots = bots;
        this.minutes = minutes;
    }

    /// Runs all of it, until nobody is left.
    public void run(long seed) throws InterruptedException {
        startedNanos = System.nanoTime();
        warmUp(seed);
        startedNanos = System.nanoTime();
        before = sample();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < bots; i++) {
            threads.add(Thread.ofVirtual().name("bot-" + i).start(bot(i, seed, () -> goesOn)));
            LockSupport.parkNanos(10_000_000);
        }
        Thread admin = Thread.ofVirtual().name("admin").start(() -> kickSomebody(new SplittableRandom(seed)));
        double every = Math.min(SAMPLE_SECONDS, minutes * 60 / LEAST_SAMPLES);
        for (int i = 1; i * every <= minutes * 60; i++) {
            pause(startedNanos + (long) (i * every * 1e9));
            SoakSample now = sample();
            course.add(now);
            System.out.println("soak: " + now.row());
        }
        goesOn = false;
        admin.join();
        for (Thread thread : threads) {
            thread.join();
        }
        connections = ServerProcess.metric(server.metrics(), "rookery_disconnects_total", "");
        seatsFreeSeconds = secondsUntil("rookery_seats_held");
        secondsUntil("rookery_rooms");
        after = sample();
    }

    /// One bot of each game comes and goes, so that what is loaded once is loaded.
    private void warmUp(long seed) throws InterruptedException {
        for (int i = 0; i < games.size(); i++) {
            long until = System.nanoTime() + 3_000_000_000L;
            Thread.ofVirtual().start(bot(i + BAD_LINES_IN_TEN, seed - 1, () -> System.nanoTime() < until)).join();
        }
        secondsUntil("rookery_rooms");
    }

    private RestlessBot bot(int number, long seed, BooleanSupplier until) {
        return new RestlessBot(
                server.port(),
                games.get(number % games.size()),
                "Bot " + number,
                seed + number,
                number % 10 < BAD_LINES_IN_TEN,
                ledger,
                until);
    }

    private void kickSomebody(SplittableRandom random) {
        while (goesOn) {
            LockSupport.parkNanos(KICK_EVERY_NANOS);
            List<Map.Entry<String, String>> players = server.players();
            if (goesOn && !players.isEmpty()) {
                Map.Entry<String, String> victim = players.get(random.nextInt(players.size()));
                ledger.kicking(victim.getValue());
                if (server.kick(victim.getKey())) {
                    ledger.count("kick by the admin");
                } else {
                    ledger.forgive(victim.getValue());
                }
            }
        }
    }

    /// Until a gauge says zero; fails after three minutes, in which every seat and room would have expired.
    private double secondsUntil(String gaugeIsZero) {
        long from = System.nanoTime();
        while (ServerProcess.metric(server.metrics(), gaugeIsZero, "") > 0) {
            if (System.nanoTime() - from > 180_000_000_000L) {
                throw new AssertionError("Somebody stayed behind: " + gaugeIsZero);
            }
            pause(System.nanoTime() + 500_000_000L);
        }
        return (System.nanoTime() - from) / 1e9;
    }

    private static void pause(long untilNanos) {
        for (long left = untilNanos - System.nanoTime(); left > 0; left = untilNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private SoakSample sample() {
        return SoakSample.take(server, ledger, (System.nanoTime() - startedNanos) / 60e9, ticks);
    }

    /// What is asked for, and whether it holds; after [#run].
    public List<SoakCheck> checks() {
        SoakSample start = requireNonNull(before);
        SoakSample end = requireNonNull(after);
        int slack = Math.max(5, bots / 10); // both sides move while they are read
        List<SoakCheck> checks = new ArrayList<>();
        checks.add(new SoakCheck("the server is alive", Boolean.toString(server.isAlive()), "true", server.isAlive()));
        checks.add(new SoakCheck(
                "nothing happened to a bot that must not", ledger.wrongs().toString(), "{}", ledger.wrongs().isEmpty()));
        addFlat(checks, "heap", SoakSample::heapMebibytes);
        addFlat(checks, "threads", SoakSample::threads);
        addFlat(checks, "descriptors", SoakSample::descriptors);
        checks.add(atMost(
                "heap when all have gone, beyond that at the start",
                end.heapMebibytes() - start.heapMebibytes(),
                MAX_HEAP_LEFT_MEBIBYTES,
                " MiB"));
        checks.add(atMost("threads, likewise", end.threads() - start.threads(), MAX_THREADS_LEFT, ""));
        checks.add(atMost("descriptors, likewise", end.descriptors() - start.descriptors(), MAX_DESCRIPTORS_LEFT, ""));
        checks.add(atMost(
                "sessions, the server's number against the bots' own",
                course.largest(sample -> Math.abs(sample.sessions() - sample.liveBots())),
                slack,
                ""));
        checks.add(atMost(
                "seats, likewise", course.largest(sample -> Math.abs(sample.seats() - sample.seatedBots())), slack, ""));
        checks.add(atMost("seats for which no bot accounts", Math.abs(ledger.seated()), 0, ""));
        checks.add(atMost("all seats free, after the last bot had left", seatsFreeSeconds, PROMPT_SECONDS, " s"));
        checks.add(atMost(
                "connections too slow on a good line",
                ledger.counts().getOrDefault(SoakLedger.TOO_SLOW_ON_A_GOOD_LINE, 0L),
                Math.ceil(bots * minutes / 100),
                ""));
        checks.add(atMost(
                "connections whose greeting took more than 3 s",
                ledger.counts().getOrDefault(SoakLedger.GREETED_TOO_LATE, 0L),
                Math.ceil(bots * minutes / 500),
                ""));
        double ticksBefore = course.median(SoakSample::tickP99Millis, 1, 2);
        double ticksAfter = course.median(SoakSample::tickP99Millis, 3, 4);
        checks.add(atMost("tick p99, median of the last quarter, against the second", ticksAfter, 2.5 * ticksBefore, " ms"));
        checks.add(atMost("the same, against a tick of 30 Hz", ticksAfter, MAX_TICK_MILLIS, " ms"));
        return checks;
    }

    private void addFlat(List<SoakCheck> checks, String name, ToDoubleFunction<SoakSample> what) {
        checks.add(atMost(name + ", last quarter over the second", course.growth(what) * 100, MAX_GROWTH * 100, " %"));
        checks.add(atMost(name + ", rise of the fitted line", course.rise(what) * 100, MAX_GROWTH * 100, " %"));
    }

    /// The smallest leak that the checks of the heap would show.
    double visibleLeakBytes() {
        double allowed = MAX_GROWTH * course.mean(SoakSample::heapMebibytes, 1, 2) * 1024 * 1024;
        return Math.min(allowed / (connections / 2), MAX_HEAP_LEFT_MEBIBYTES * 1024 * 1024 / connections);
    }

    int bots() {
        return bots;
    }

    double minutes() {
        return minutes;
    }

    double connections() {
        return connections;
    }

    SoakLedger ledger() {
        return ledger;
    }

    /// The start, the run, and the end.
    List<SoakSample> samples() {
        List<SoakSample> all = new ArrayList<>(course.samples());
        all.addFirst(requireNonNull(before));
        all.add(requireNonNull(after));
        return all;
    }
}
