package dev.rookery.bench.load;

import dev.rookery.bench.swarm.Swarm;
import dev.rookery.bench.swarm.SwarmClient;
import dev.rookery.bench.swarm.SwarmRun;
import dev.rookery.bench.swarm.SwarmSamples;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// One run of a swarm on one server: join, warm up, measure, and ask what it has cost. Used once, by one thread.
final class LoadRun {
    /// What is to be done.
    ///
    /// @param tickHz of the game
    /// @param warmUpSeconds as [RunTerms] has it
    record Plan(
            String scenario,
            int players,
            int tickHz,
            int inputHz,
            double joinsPerSecond,
            double leavesPerSecond,
            @Nullable Integer warmUpSeconds,
            int seconds) {}

    private static final int COLD_SECONDS = 10;

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
                ServerChild server = setup.with(pauses.options()).start()) {
            return run(server, pauses);
        }
    }

    private LoadFigures run(ServerChild server, PauseLog pauses) throws IOException, InterruptedException {
        Moment empty = Moment.of(server, SwarmRun.Moment.AFTER);
        SwarmRun.Outcome<Moment> outcome = SwarmRun.run(
                new Swarm.Plan(
                        server.port(), plan.players(), plan.inputHz(), plan.joinsPerSecond(), plan.leavesPerSecond()),
                new SwarmRun.Windows(
                        plan.inputHz() > 0 && plan.warmUpSeconds() == null ? COLD_SECONDS : 0, warmUp(server), plan.seconds()),
                clients,
                when -> Moment.of(server, when));
        PauseLog.Pauses stood = pauses.between(
                server.uptimeSeconds(outcome.steady().first().nanos),
                server.uptimeSeconds(outcome.steady().last().nanos));
        return figures(outcome, empty, stood);
    }

    private SwarmRun.WarmUp warmUp(ServerChild server) {
        Integer seconds = plan.warmUpSeconds();
        return seconds == null ? played -> untilWarm(server, played) : SwarmRun.WarmUp.of(seconds);
    }

    private void untilWarm(ServerChild server, double playedSeconds) throws IOException, InterruptedException {
        WarmUp warmUp = new WarmUp(plan.tickHz());
        long begin = System.nanoTime() - (long) (1e9 * playedSeconds);
        while (!warmUp.isOver((System.nanoTime() - begin) / 1e9, server.usage(false).compiledMillis())) {
            TimeUnit.SECONDS.sleep(1);
        }
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
        Moment first = outcome.steady().first();
        Moment last = outcome.steady().last();
        Moment full = outcome.after();
        int playing = outcome.playing();
        SwarmSamples samples = outcome.steady().samples();
        double seconds = outcome.steady().seconds();
        long messages = samples.snapshots();
        double each = Math.max(1, messages);
        double user = last.server.userNanos() - first.server.userNanos();
        double system = last.server.systemNanos() - first.server.systemNanos();
        double generator = last.generator.cpuNanos() - first.generator.cpuNanos();
        double machine = last.server.machineNanos() - first.server.machineNanos();
        double ticks = Math.max(1, counted(first, last, "rookery_tick_seconds_count"));
        double late = counted(first, last, "rookery_tick_overruns_total") + counted(first, last, "rookery_ticks_skipped_total");
        return new LoadFigures(
                plan.scenario(),
                playing,
                plan.tickHz(),
                plan.inputHz(),
                seconds,
                outcome.warmUpSeconds(),
                last.usage.compiledMillis() - first.usage.compiledMillis(),
                messages,
                user / 1e3 / each,
                system / 1e3 / each,
                (user + system) / 1e9 / seconds,
                samples.intervalMillis(50),
                samples.intervalMillis(99),
                samples.intervalMillis(100),
                samples.inputMillis(50),
                samples.inputMillis(99),
                samples.inputMillis(100),
                samples.bytes() / seconds / Math.max(1, playing),
                samples.bytes() / each,
                (last.usage.allocatedBytes() - first.usage.allocatedBytes()) / each,
                (double) (full.usage.heapBytes() - empty.usage.heapBytes()) / Math.max(1, playing),
                (double) (full.server.residentBytes() - empty.server.residentBytes()) / Math.max(1, playing),
                full.server.residentBytes() / 1024.0 / 1024,
                stood,
                ServerScrape.quantileMillis(first.scrape.ticks(), last.scrape.ticks(), .99),
                late / ticks,
                (double) samples.merged() / Math.max(1, samples.latencies().getTotalCount()),
                samples.verifiedStates(),
                generator / 1e9 / seconds,
                samples.lateMillis(99),
                Math.max(0, (machine - user - system - generator) / 1e9 / seconds),
                setup.pinning().isPinned(),
                cold(outcome.cold()),
                outcome.failures());
    }

    private static LoadFigures.@Nullable Cold cold(SwarmRun.@Nullable Window<Moment> window) {
        if (window == null || window.samples().snapshots() == 0) {
            return null;
        }
        ProcessTimes first = window.first().server;
        ProcessTimes last = window.last().server;
        double each = 1e3 * window.samples().snapshots();
        return new LoadFigures.Cold(
                window.seconds(),
                (last.userNanos() - first.userNanos()) / each,
                (last.systemNanos() - first.systemNanos()) / each,
                window.samples().intervalMillis(99),
                window.samples().inputMillis(50));
    }

    private static double counted(Moment first, Moment last, String name) {
        return last.scrape.value(name) - first.scrape.value(name);
    }
}
