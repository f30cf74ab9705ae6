package dev.rookery.bench.swarm;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

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

    /// @param first when the window began
    /// @param last when it ended
    /// @param after a moment later, with all clients still there
    /// @param playing clients at the end of the window
    public record Outcome<T>(
            T first, T last, T after, int playing, double seconds, SwarmSamples samples, Map<String, Integer> failures) {}

    private SwarmRun() {}

    /// Runs it, and returns when the last client has gone.
    public static <T> Outcome<T> run(
            Swarm.Plan plan, int warmUpSeconds, int seconds, IntFunction<SwarmClient> clients, Probe<T> probe)
            throws IOException, InterruptedException {
        Swarm swarm = new Swarm(plan, clients);
        Thread thread = Thread.ofPlatform().name("swarm").start(swarm);
        try {
            settle(swarm, plan);
            TimeUnit.SECONDS.sleep(warmUpSeconds);
            swarm.beginLeaving();
            T first = probe.look(Moment.BEGIN);
            long begin = System.nanoTime();
            long end = begin + TimeUnit.SECONDS.toNanos(seconds);
            swarm.window(begin, end);
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            T last = probe.look(Moment.END);
            int playing = swarm.playing();
            TimeUnit.MILLISECONDS.sleep(ANSWERS_MILLIS);
            T after = probe.look(Moment.AFTER);
            swarm.end();
            thread.join();
            return new Outcome<>(
                    first, last, after, playing, (end - begin) / 1e9, swarm.samples(), failures(swarm));
        } finally {
            swarm.end();
            thread.join();
        }
    }

    private static void settle(Swarm swarm, Swarm.Plan plan) throws InterruptedException {
        long deadline = System.nanoTime()
                + (long) (TimeUnit.SECONDS.toNanos(1) * (plan.clients() / plan.joinsPerSecond() + SETTLE_SECONDS));
        while (swarm.playing() < plan.clients() && !swarm.isRefused() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static Map<String, Integer> failures(Swarm swarm) {
        Map<String, Integer> failures = new TreeMap<>(swarm.failures());
        SwarmSamples samples = swarm.samples();
        if (samples.unansweredInputs() > samples.latencies().getTotalCount() * MISSING_SHARE) {
            failures.put("inputs that no snapshot showed", (int) samples.unansweredInputs());
        }
        return failures;
    }
}
