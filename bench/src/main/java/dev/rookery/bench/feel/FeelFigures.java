package dev.rookery.bench.feel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of one profile.
///
/// @param browser the overlay's figures in Chromium beside those in Node; empty without a browser
/// @param invalid why its timings say nothing, or null
record FeelFigures(
        String profile,
        String line,
        int tickRateHz,
        List<FeelRow> rows,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OverlayRow> browser,
        @Nullable String invalid) {
    private static final double MOST_CPU = 0.5;
    private static final double MOST_LATE_MILLIS = 2;
    private static final double SLOWEST = 0.95;
    private static final double FASTEST = 1.05;

    static FeelFigures of(FeelProfile profile, int tickRateHz, FeelSamples samples) {
        List<FeelRow> rows = new ArrayList<>();
        FeelTargets most = FeelTargets.of(profile.line());
        rows.add(FeelRow.bounded("inputs changed, out of order, lost", "", exactness(samples), List.of(0.0, 0.0, 0.0)));
        rows.add(FeelRow.bounded("predictions that were off without a cause", "", samples.unexplainedMisses, 0));
        rows.add(FeelRow.bounded("streams that diverged", "", samples.divergences, 0));
        rows.add(FeelRow.bounded(
                "prediction error, without contacts / all, RMS",
                "px",
                List.of(samples.missesApart.rootMeanSquare(), samples.misses.rootMeanSquare()),
                List.of(most.missPx(), most.missPx())));
        rows.add(FeelRow.bounded(
                "visible corrections a player and minute, without contacts / in combat",
                "",
                List.of(FeelSamples.perMinute(samples.correctionsApart, samples.minutesApart),
                    FeelSamples.perMinute(samples.correctionsInCombat, samples.minutesInCombat)),
                List.of(most.apartPerMinute(), most.combatPerMinute())));
        rows.add(FeelRow.bounded("remote error, RMS", "px", samples.remoteErrors.rootMeanSquare(), most.remotePx()));
        rows.add(FeelRow.bounded("underrun", "% of frames", percent(samples.underruns, samples.frames), most.underrunPercent()));
        double jerk = 100 * (samples.speeds.shareAbove(FASTEST) + 1 - samples.speeds.shareAbove(SLOWEST));
        rows.add(FeelRow.bounded("jerk", "% of frames", jerk, most.jerkPercent()));
        rows.add(FeelRow.bounded(
                "interpolation delay, p50 / p95",
                "ms",
                List.of(samples.delays.percentile(50), samples.delays.percentile(95)),
                List.of(most.delayMillis(tickRateHz), most.delay95Millis(tickRateHz))));
        rows.add(FeelRow.bounded(
                "missing inputs", "% of ticks", percent(samples.missingInputs, samples.inputTicks), most.missingPercent()));
        rows.add(FeelRow.bounded("input buffer, p50", "inputs", samples.depths.percentile(50), most.depth()));
        rows.add(FeelRow.bounded("own input to draw, p99", "ms", samples.ownEffects.percentile(99), FeelTargets.OWN_MILLIS));
        rows.add(FeelRow.bounded(
                "seen by another player, p50",
                "ms",
                samples.seen.percentile(50),
                most.seenMillis(tickRateHz)));
        if (samples.rails > 0) {
            rows.add(FeelRow.bounded(
                    "rails judged otherwise by the server",
                    "% of rails",
                    percent(samples.otherVerdicts, samples.rails),
                    most.otherVerdictPercent()));
        }
        if (Double.isFinite(most.offsetMillis())) {
            rows.add(FeelRow.bounded(
                    "error of the clock estimate, p50", "ms", samples.offsetErrors.percentile(50), most.offsetMillis()));
        }
        recovery(profile, samples.recovery, rows);
        information(samples, rows);
        return new FeelFigures(
                profile.name(), profile.describe(), tickRateHz, rows, samples.overlay.rows(), invalid(samples));
    }

    private static List<Double> exactness(FeelSamples samples) {
        long unexplained = Math.max(0, samples.lostInputs - samples.mergedInputs);
        return List.of((double) samples.wrongInputs, (double) samples.disorderedInputs, (double) unexplained);
    }

    private static void recovery(FeelProfile profile, FeelSamples.Recovery recovery, List<FeelRow> rows) {
        if (profile.fault == FeelProfile.Fault.NONE) {
            return;
        }
        rows.add(FeelRow.bounded("connections lost", "", recovery.reconnects, 0));
        rows.add(FeelRow.bounded(
                "after the fault: to an error below 1 px, p50 / p95",
                "ms",
                List.of(recovery.toErrorMillis.percentile(50), recovery.toErrorMillis.percentile(95)),
                List.of(FeelTargets.RECOVERY_MILLIS, FeelTargets.RECOVERY_MILLIS)));
        FeelRow toDelay = FeelRow.bounded(
                "after the fault: to at most 20 % more delay than before, p50",
                "ms",
                recovery.toDelayMillis.percentile(50),
                FeelTargets.RECOVERY_MILLIS);
        rows.add(toDelay);
        switch (profile.fault) {
            case NARROW -> {
                rows.add(FeelRow.bounded("age of the applied state, at most", "ms", recovery.oldestMillis, FeelTargets.OLDEST_MILLIS));
                rows.add(FeelRow.info("keyframes in and after the fault, a fault", "", (double) recovery.keyframes / recovery.faults));
            }
            case HIDE -> {
                rows.add(FeelRow.bounded("snapshots while hidden", "", recovery.messages, 0));
                rows.add(FeelRow.bounded(
                        "end of the pause to its keyframe, p95",
                        "ms",
                        recovery.toKeyframeMillis.percentile(95),
                        profile.rttMillis + 3.0 * profile.jitterMillis + 2 * 1000 / 30.0));
            }
            default -> rows.add(FeelRow.bounded("ticks with more than two inputs", "", recovery.doubleSteps, 0));
        }
    }

    private static void information(FeelSamples samples, List<FeelRow> rows) {
        rows.add(FeelRow.info("seen by another player, p95 / p99", "ms", samples.seen.percentile(95), samples.seen.percentile(99)));
        rows.add(FeelRow.info("own input to draw, p50", "ms", samples.ownEffects.percentile(50)));
        rows.add(FeelRow.info(
                "playback speed, p1 / p50 / p99",
                "",
                samples.speeds.percentile(1),
                samples.speeds.percentile(50),
                samples.speeds.percentile(99)));
        rows.add(FeelRow.info("remote error, p50 / p99", "px", samples.remoteErrors.percentile(50), samples.remoteErrors.percentile(99)));
        rows.add(FeelRow.info(
                "lateness of snapshots, p50 / p95 / p99",
                "ms",
                samples.lateness.percentile(50),
                samples.lateness.percentile(95),
                samples.lateness.percentile(99)));
        rows.add(FeelRow.info("age of the newest snapshot, p50 / p95", "ms", samples.ages.percentile(50), samples.ages.percentile(95)));
        rows.add(FeelRow.info("round trip as the client has it, p50", "ms", samples.roundTrips.percentile(50)));
        rows.add(FeelRow.info("input margin, p5 / p50", "ticks", samples.margins.percentile(5), samples.margins.percentile(50)));
        rows.add(FeelRow.info(
                "snapshots a second", "", samples.bytes.size() / (60 * (samples.minutesApart + samples.minutesInCombat))));
        rows.add(FeelRow.info("snapshot message, p50 / p99", "B", samples.bytes.percentile(50), samples.bytes.percentile(99)));
        rows.add(FeelRow.info("corrections in contact of those who keep apart", "", samples.correctionsInContact));
        rows.add(FeelRow.info("player-minutes apart / in combat", "", samples.minutesApart, samples.minutesInCombat));
        rows.add(FeelRow.info("rails / that struck by the shooter's eyes", "", samples.rails, samples.strikes));
        rows.add(FeelRow.info("inputs merged", "", (double) samples.mergedInputs));
        rows.add(FeelRow.info(
                "players' share of a core / lateness of their drawing, p99 ms",
                "",
                samples.worstCpuShare,
                samples.worstLateP99Millis));
    }

    private static double percent(long part, long whole) {
        return 100.0 * part / whole;
    }

    private static @Nullable String invalid(FeelSamples samples) {
        if (samples.worstCpuShare > MOST_CPU) {
            return "the players used more than half of their core";
        }
        return samples.worstLateP99Millis > MOST_LATE_MILLIS ? "the players drew more than 2 ms late (p99)" : null;
    }

    boolean held() {
        return rows.stream().noneMatch(FeelRow::isMissed) && browser.stream().noneMatch(OverlayRow::isMissed);
    }
}
