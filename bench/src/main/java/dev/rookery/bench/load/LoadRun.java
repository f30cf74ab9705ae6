package dev.rookery.bench.load;

import dev.rookery.bench.swarm.Swarm;
import dev.rookery.bench.swarm.SwarmClient;
import dev.rookery.bench.swarm.SwarmRun;
import dev.rookery.bench.swarm.SwarmSamples;
import java.io.IOException;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/// One run of a swarm on one server: join, warm up, measure, and ask what it has cost. Used once, by one thread.
final class LoadRun {
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
        Moment empty = Moment.of(server, SwarmRun.Moment.AFTER);
        SwarmRun.Outcome<Moment> outcome = SwarmRun.run(
                new Swarm.Plan(
                        server.port(), plan.players(), plan.inputHz(), plan.joinsPerSecond(), plan.leavesPerSecond()),
                plan.warmUpSeconds(),
                plan.seconds(),
                clients,
                when -> Moment.of(server, when));
        PauseLog.Pauses stood = pauses.between(
                server.uptimeSeconds(outcome.first().nanos), server.uptimeSeconds(outcome.last().nanos));
        return figures(outcome, empty, stood);
    }

    /// Everything that is counted somewhere, at one moment.
    private record Moment(
            long nanos, ProcessTimes server, ProcessTimes generator, ServerScrape scrape, ServerChild.Usage usage) {
        /// What looking costs lies outside the window.
        static Moment of(ServerChild server, SwarmRun.Moment when) throws IOException, InterruptedException {
            long pid = ProcessHandle.current().pid();
            if (when == SwarmRun.Moment.BEGIN) {
                ServerScrape scrape = server.scrape();
                ServerChild.Usage usage = server.usage(false);
                return new Moment(System.nanoTime(), server.times(), ProcessTimes.of(pid), scrape, usage);
            }
            long nanos = System.nanoTime();
            ProcessTimes times = server.times();
            ProcessTimes generator = ProcessTimes.of(pid);
            ServerChild.Usage usage = server.usage(when == SwarmRun.Moment.AFTER);
            ProcessTimes settled = when == SwarmRun.Moment.AFTER ? server.times() : times;
            return new Moment(nanos, settled, generator, server.scrape(), usage);
        }
    }

    private LoadFigures figures(SwarmRun.Outcome<Moment> outcome, Moment empty, PauseLog.Pauses stood) {
        Moment first = outcome.first();
        Moment last = outcome.last();
        Moment full = outcome.after();
        int playing = outcome.playing();
        SwarmSamples samples = outcome.samples();
        double seconds = outcome.seconds();
        long messages = samples.snapshots();
        double each = Math.max(1, messages);
        double user = last.server.userNanos() - first.server.userNanos();
        double system = last.server.systemNanos() - first.server.systemNanos();
        double generator = last.generator.cpuNanos() - first.generator.cpuNanos();
        double machine = last.server.machineNanos() - first.server.machineNanos();
        double ticks = Math.max(1, counted(first, last, "rookery_tick_seconds_count"));
        double late = counted(first, last, "rookery_tick_overruns_total") + counted(first, last, "rookery_ticks_skipped_total");
        Histogram latencies = samples.latencies();
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
                outcome.failures());
    }

    private static double counted(Moment first, Moment last, String name) {
        return last.scrape.value(name) - first.scrape.value(name);
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1e3;
    }
}
