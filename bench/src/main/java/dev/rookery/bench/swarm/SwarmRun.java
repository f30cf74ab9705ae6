package dev.rookery.bench.swarm;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A swarm from its first join to its end: it comes, warms up, is measured for a while, and goes.
public final class SwarmRun {
    private static final long SETTLE_SECONDS = 30; // for the last ones to join
    private static final long ANSWERS_MILLIS = 1000; // until the inputs of the window are shown
    private static final double MISSING_SHARE = 0.001; // so many may be shown a moment late

    /// When the server is looked at.
    public enum Moment {
        /// The window begins as soon as the look is over.
        BEGIN,
        /// The window has just ended.
        END,
        /// A while later, with all clients still there; nothing that is done now disturbs.
        AFTER
    }

    /// Looks at the server, whose counters are its own.
    ///
    /// @param <T> what they say
    public interface Probe<T> {
        T look(Moment moment) throws IOException, InterruptedException;
    }

    /// Waits until the server is warm.
    public interface WarmUp {
        /// @param playedSeconds for which everybody has played already
        void await(double playedSeconds) throws IOException, InterruptedException;

        /// As long for every server.
        static WarmUp of(int seconds) {
            return played -> TimeUnit.MILLISECONDS.sleep((long) (1000 * Math.max(0, seconds - played)));
        }
    }

    /// What is measured, and when.
    ///
    /// @param coldSeconds right after everybody has joined, in a window of their own; 0 for none
    public record Windows(int coldSeconds, WarmUp warmUp, int seconds) {}

    /// One window.
    ///
    /// @param first when it began
    /// @param last when it ended
    public record Window<T>(T first, T last, double seconds, SwarmSamples samples) {}

    /// @param cold the first seconds, null if they were not measured
    /// @param after a moment later than `steady`, with all clients still there
    /// @param playing clients at the end of the window
    /// @param warmUpSeconds of play before `steady`
    public record Outcome<T>(
            @Nullable Window<T> cold,
            Window<T> steady,
            T after,
            int playing,
            double warmUpSeconds,
            Map<String, Integer> failures) {}

    private SwarmRun() {}

    /// Runs it, and returns when the last client has gone.
    public static <T> Outcome<T> run(Swarm.Plan plan, Windows windows, IntFunction<SwarmClient> clients, Probe<T> probe)
            throws IOException, InterruptedException {
        Swarm swarm = new Swarm(plan, clients);
        Thread thread = Thread.ofPlatform().name("swarm").start(swarm);
        try {
            settle(swarm, plan);
            long joined = System.nanoTime();
            Window<T> cold = windows.coldSeconds() == 0 ? null : window(swarm, windows.coldSeconds(), probe);
            swarm.beginLeaving(); // before the server is warm: coming and going has to be compiled too
            windows.warmUp().await((System.nanoTime() - joined) / 1e9);
            double warmUpSeconds = (System.nanoTime() - joined) / 1e9;
            Window<T> steady = window(swarm, windows.seconds(), probe);
            int playing = swarm.playing();
            TimeUnit.MILLISECONDS.sleep(ANSWERS_MILLIS);
            T after = probe.look(Moment.AFTER);
            swarm.end();
            thread.join();
            return new Outcome<>(cold, steady, after, playing, warmUpSeconds, failures(swarm, steady.samples()));
        } finally {
            swarm.end();
            thread.join();
        }
    }

    private static <T> Window<T> window(Swarm swarm, int seconds, Probe<T> probe) throws IOException, InterruptedException {
        T first = probe.look(Moment.BEGIN);
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        SwarmSamples samples = swarm.window(begin, end);
        TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
        return new Window<>(first, probe.look(Moment.END), seconds, samples);
    }

    private static void settle(Swarm swarm, Swarm.Plan plan) throws InterruptedException {
        long deadline = System.nanoTime()
                + (long) (TimeUnit.SECONDS.toNanos(1) * (plan.clients() / plan.joinsPerSecond() + SETTLE_SECONDS));
        while (swarm.playing() < plan.clients() && !swarm.isRefused() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static Map<String, Integer> failures(Swarm swarm, SwarmSamples samples) {
        Map<String, Integer> failures = new TreeMap<>(swarm.failures());
        if (samples.unansweredInputs() > samples.latencies().getTotalCount() * MISSING_SHARE) {
            failures.put("inputs that no snapshot showed", (int) samples.unansweredInputs());
        }
        return failures;
    }
}
