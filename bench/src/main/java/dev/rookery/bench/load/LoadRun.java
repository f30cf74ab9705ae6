package dev.rookery.bench.load;

import dev.rookery.bench.swarm.Swarm;
import dev.rookery.bench.swarm.SwarmClient;
import dev.rookery.bench.swarm.SwarmSamples;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/// One run of a swarm on one server: join, warm up, measure, and ask what it has cost. Used once, by one thread.
final class LoadRun {
    private static final long SETTLE_SECONDS = 30; // for the last ones to join
    private static final long ANSWERS_MILLIS = 1000; // until the inputs of the window are shown
    private static final double MISSING_SHARE = 0.001; // so many may come a moment late

    /// What is to be done.
    ///
    /// @param tickHz of the game
    record Plan(
            String scenario, int players, int tickHz, int inputHz, double joinsPerSecond, double leavesPerSecond, int warmUpSeconds, int seconds) {}

    private final Plan plan;
    private final ServerSetup setup;
    private final IntFunction<SwarmClient> clients;

    /// @param clients makes the nth player
    LoadRun(Plan plan, ServerSetup setup, IntFunction<SwarmClient> clients) {
        this.plan = plan;
        this.setup = setup;
        this.clients = clients;
    }

    /// Starts a server, measures, and ends it.
    LoadFigures run() throws IOException, InterruptedException {
        try (PauseLog pauses = new PauseLog();
                ServerChild server = new ServerChild(setup.with(pauses.options()))) {
            return run(server, pauses);
        }
    }

    private LoadFigures run(ServerChild server, PauseLog pauses) throws IOException, InterruptedException {
        Moment empty = Moment.of(server, true);
        Swarm swarm = new Swarm(
                new Swarm.Plan(
                        server.port(), plan.players(), plan.inputHz(), plan.joinsPerSecond(), plan.leavesPerSecond()),
                clients);
        Thread thread = Thread.ofPlatform().name("swarm").start(swarm);
        try {
            settle(swarm);
            TimeUnit.SECONDS.sleep(plan.warmUpSeconds());
            swarm.beginLeaving();
            Moment first = Moment.of(server, false);
            swarm.window(first.nanos, Long.MAX_VALUE);
            TimeUnit.SECONDS.sleep(plan.seconds());
            Moment last = Moment.of(server, false);
            swarm.window(first.nanos, last.nanos);
            int playing = swarm.playing();
            TimeUnit.MILLISECONDS.sleep(ANSWERS_MILLIS);
            Moment full = Moment.of(server, true);
            swarm.end();
            thread.join();
            PauseLog.Pauses stood =
                    pauses.between(server.uptimeSeconds(first.nanos), server.uptimeSeconds(last.nanos));
            return figures(swarm, playing, new Moment[] {empty, first, last, full}, stood);
        } finally {
            swarm.end();
            thread.join();
        }
    }

    private void settle(Swarm swarm) throws InterruptedException {
        long deadline = System.nanoTime()
                + (long) (TimeUnit.SECONDS.toNanos(1) * (plan.players() / plan.joinsPerSecond() + SETTLE_SECONDS));
        while (swarm.playing() < plan.players() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /// Everything that is counted somewhere, at one moment.
    private record Moment(
            long nanos, ProcessTimes server, ProcessTimes generator, ServerScrape scrape, ServerChild.Usage usage) {
        static Moment of(ServerChild server, boolean collected) throws IOException, InterruptedException {
            ServerChild.Usage usage = server.usage(collected);
            ServerScrape scrape = server.scrape();
            return new Moment(
                    System.nanoTime(), server.times(), ProcessTimes.of(ProcessHandle.current().pid()), scrape, usage);
        }
    }

    private LoadFigures figures(Swarm swarm, int playing, Moment[] moments, PauseLog.Pauses stood) {
        Moment empty = moments[0];
        Moment first = moments[1];
        Moment last = moments[2];
        Moment full = moments[3];
        SwarmSamples samples = swarm.samples();
        double seconds = (last.nanos - first.nanos) / 1e9;
        long messages = samples.snapshots();
        double each = Math.max(1, messages);
        double user = last.server.userNanos() - first.server.userNanos();
        double system = last.server.systemNanos() - first.server.systemNanos();
        double generator = last.generator.cpuNanos() - first.generator.cpuNanos();
        double machine = last.server.machineNanos() - first.server.machineNanos();
        double ticks = Math.max(1, counted(first, last, "rookery_tick_seconds_count"));
        double late = counted(first, last, "rookery_tick_overruns_total") + counted(first, last, "rookery_ticks_skipped_total");
        Histogram latencies = samples.latencies();
        Map<String, Integer> failures = new TreeMap<>(swarm.failures());
        if (samples.unansweredInputs() > latencies.getTotalCount() * MISSING_SHARE) {
            failures.put("inputs that no snapshot showed", (int) samples.unansweredInputs());
        }
        return new LoadFigures(
                plan.scenario(),
                playing,
                plan.tickHz(),
                plan.inputHz(),
                seconds,
                messages,
                user / 1e3 / each,
                system / 1e3 / each,
                (user + system) / 1e9 / seconds,
                millis(samples.intervals(), 50),
                millis(samples.intervals(), 99),
                millis(samples.intervals(), 100),
                millis(latencies, 50),
                millis(latencies, 99),
                millis(latencies, 100),
                samples.bytes() / seconds / Math.max(1, playing),
                samples.bytes() / each,
                (last.usage.allocatedBytes() - first.usage.allocatedBytes()) / each,
                (double) (full.usage.heapBytes() - empty.usage.heapBytes()) / Math.max(1, playing),
                (double) (full.server.residentBytes() - empty.server.residentBytes()) / Math.max(1, playing),
                full.server.residentBytes() / 1024.0 / 1024,
                stood,
                ServerScrape.quantileMillis(first.scrape.ticks(), last.scrape.ticks(), .99),
                late / ticks,
                (double) samples.merged() / Math.max(1, latencies.getTotalCount()),
                samples.verifiedStates(),
                generator / 1e9 / seconds,
                millis(samples.lateness(), 99),
                Math.max(0, (machine - user - system - generator) / 1e9 / seconds),
                setup.pinning().isPinned(),
                failures);
    }

    private static double counted(Moment first, Moment last, String name) {
        return last.scrape.value(name) - first.scrape.value(name);
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1e3;
    }
}
