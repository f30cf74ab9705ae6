package dev.rookery.bench.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.games.tag.Tag;
import dev.rookery.server.replication.GameBinding;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Everybody comes at once: a thousand within a second, into rooms of eight, while eighty play; then a hundred within three
/// seconds into one room. The eighty tell how much play suffers.
final class JoinStorm implements Scenario {
    private static final int RESIDENTS = 80;
    private static final int ROOM_CROWD = 100;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final double MAX_KEYFRAME_P99_MILLIS = 1000;
    private static final double MAX_GENERATOR_LATE_P99_MILLIS = 250; // beyond, the clients were measured and not the server

    private final int players;

    JoinStorm(int players) {
        this.players = players;
    }

    @Override
    public String name() {
        return "join-storm";
    }

    @Override
    public String purpose() {
        return "everybody comes in one second, and a hundred into one room";
    }

    /// On both cores, and in its own time.
    @Override
    public boolean run(RunTerms terms, PrintWriter out, ObjectNode report) throws IOException, InterruptedException {
        ServerSetup setup =
                new ServerSetup(ArenaTerms.crowd(20, 1, true), Pinning.none(), terms.givenJvmOptions(), terms.givenSettings());
        try (ServerChild server = setup.start()) {
            return run(server, out, report);
        }
    }

    private boolean run(ServerChild server, PrintWriter out, ObjectNode report) throws IOException, InterruptedException {
        GameBinding<?> tag = GameBinding.bind(Tag.TYPE);
        GameBinding<?> skirmish = GameBinding.bind(Skirmish.TYPE);
        warmUp(server, tag);
        boolean held = true;
        try (LoadCrowd residents = new LoadCrowd(server.port())) {
            residents.join(tag, RESIDENTS, TimeUnit.SECONDS.toNanos(1), i -> join("tag", ""));
            pause(QUIET_NANOS / 5);
            Phase quiet = Phase.begin(server, residents);
            pause(QUIET_NANOS);
            quiet.end(report.putObject("before"), out, "before");
            try (LoadCrowd storm = new LoadCrowd(server.port())) {
                AtomicReference<Phase> during = new AtomicReference<>(quiet);
                storm.join(
                        tag,
                        players,
                        TimeUnit.SECONDS.toNanos(1),
                        i -> join("tag", ""),
                        () -> during.set(Phase.begin(server, residents)));
                during.get().end(report.putObject("during"), out, "during");
                held &= judge(storm, server, players, report.putObject("node"), out, players + " in 1 s into the node");
            }
            pause(QUIET_NANOS / 2);
            held &= intoOneRoom(server, skirmish, report.putObject("room"), out);
            for (String failure : residents.failures()) {
                out.println("MISSED one who played already: " + failure);
                held = false;
            }
        }
        return held;
    }

    /// So that the server's code is compiled; the crowd leaves again.
    private void warmUp(ServerChild server, GameBinding<?> tag) throws IOException, InterruptedException {
        try (LoadCrowd first = new LoadCrowd(server.port())) {
            first.join(tag, players / 2, WARM_UP_NANOS / 2, i -> join("tag", ""));
            pause(WARM_UP_NANOS / 2);
        }
        pause(WARM_UP_NANOS / 8);
    }

    private boolean intoOneRoom(ServerChild server, GameBinding<?> skirmish, ObjectNode report, PrintWriter out)
            throws IOException, InterruptedException {
        try (LoadCrowd host = new LoadCrowd(server.port());
                LoadCrowd storm = new LoadCrowd(server.port())) {
            host.join(skirmish, 1, 0, i -> join("skirmish", ",\"create\":{}"));
            int crowd = Math.min(ROOM_CROWD, Skirmish.TYPE.maxSeats()) - 1;
            String there = ",\"room\":\"" + host.room() + "\"";
            storm.join(skirmish, crowd, TimeUnit.SECONDS.toNanos(3), i -> join("skirmish", there));
            return judge(storm, server, crowd, report, out, crowd + " in 3 s into one room");
        }
    }

    private static String join(String game, String more) {
        return "{\"type\":\"join\",\"game\":\"" + game + "\",\"name\":\"guest\"" + more + "}";
    }

    private static boolean judge(
            LoadCrowd crowd, ServerChild server, int wanted, ObjectNode report, PrintWriter out, String what)
            throws IOException, InterruptedException {
        Histogram welcomes = crowd.takeWelcomes();
        Histogram keyframes = crowd.takeKeyframes();
        double lateP99 = millis(crowd.takeStarts().getValueAtPercentile(99));
        double keyframeP99 = millis(keyframes.getValueAtPercentile(99));
        int failures = crowd.failureCount() + wanted - (int) welcomes.getTotalCount();
        report.put("joins", wanted)
                .put("failures", failures)
                .put("seats", crowd.seats())
                .put("welcomeP50Millis", millis(welcomes.getValueAtPercentile(50)))
                .put("welcomeP99Millis", millis(welcomes.getValueAtPercentile(99)))
                .put("keyframeP50Millis", millis(keyframes.getValueAtPercentile(50)))
                .put("keyframeP99Millis", keyframeP99)
                .put("keyframeMaxMillis", millis(keyframes.getMaxValue()))
                .put("generatorLateP99Millis", lateP99)
                .put("keyframesEncoded", server.scrape().value("rookery_keyframes_encoded_total"));
        out.printf(
                Locale.ROOT,
                "%s: welcome p50 %.0f p99 %.0f ms, keyframe p50 %.0f p99 %.0f ms, %d failed; the generator was %.1f ms late (p99)%n",
                what,
                millis(welcomes.getValueAtPercentile(50)),
                millis(welcomes.getValueAtPercentile(99)),
                millis(keyframes.getValueAtPercentile(50)),
                keyframeP99,
                failures,
                lateP99);
        crowd.failures().forEach(failure -> out.println("  " + failure));
        boolean held = verdict(out, "joins that failed", failures, 0);
        held &= verdict(out, "seats that were given twice", wanted - crowd.seats(), 0);
        held &= verdict(out, "first keyframe p99, ms", keyframeP99, MAX_KEYFRAME_P99_MILLIS);
        held &= verdict(out, "generator late p99, ms", lateP99, MAX_GENERATOR_LATE_P99_MILLIS);
        return held;
    }

    private static boolean verdict(PrintWriter out, String what, double value, double most) {
        boolean held = value <= most;
        out.printf(Locale.ROOT, "%s %s: %.1f, at most %s%n", held ? "held   " : "MISSED ", what, value, most);
        return held;
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double millis(long micros) {
        return micros / 1e3;
    }

    /// A stretch of time, as the server and those who play see it.
    private record Phase(ServerChild server, LoadCrowd residents, ServerScrape first, long beginNanos) {
        static Phase begin(ServerChild server, LoadCrowd residents) throws IOException, InterruptedException {
            var _ = residents.takeIntervals();
            return new Phase(server, residents, server.scrape(), System.nanoTime());
        }

        void end(ObjectNode report, PrintWriter out, String name) throws IOException, InterruptedException {
            double seconds = (System.nanoTime() - beginNanos) / 1e9;
            Histogram intervals = residents.takeIntervals();
            ServerScrape last = server.scrape();
            double tickP99 = ServerScrape.quantileMillis(first.ticks(), last.ticks(), .99);
            double latenessP99 = ServerScrape.quantileMillis(first.latenesses(), last.latenesses(), .99);
            double skipped = last.value("rookery_ticks_skipped_total") - first.value("rookery_ticks_skipped_total");
            double cores = (last.cpuNanos() - first.cpuNanos()) / 1e9 / seconds;
            report.put("seconds", seconds)
                    .put("tickP99Millis", tickP99)
                    .put("latenessP99Millis", latenessP99)
                    .put("ticksSkipped", skipped)
                    .put("intervalP50Millis", millis(intervals.getValueAtPercentile(50)))
                    .put("intervalP99Millis", millis(intervals.getValueAtPercentile(99)))
                    .put("serverCores", cores);
            out.printf(
                    Locale.ROOT,
                    "%-7s tick p99 %.2f ms, late p99 %.1f ms, %.0f ticks skipped; snapshots of those who play every %.1f ms"
                            + " (p99 %.1f); server %.2f cores%n",
                    name,
                    tickP99,
                    latenessP99,
                    skipped,
                    millis(intervals.getValueAtPercentile(50)),
                    millis(intervals.getValueAtPercentile(99)),
                    cores);
            out.flush();
        }
    }
}
