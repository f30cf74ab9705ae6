package dev.rookery.bench.feel;

import dev.rookery.bench.feel.FeelRun.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How one player whom the profile's fault struck came through it.
final class RecoveryJoin {
    private static final double LOOK_MILLIS = 10_000; // after a fault, at most
    private static final double BEFORE_MILLIS = 2000;
    private static final double SAME_DELAY = 0.2; // by so much it may be greater than before
    private static final double NEVER_MILLIS = LOOK_MILLIS;
    private static final double ON_THE_WAY_MILLIS = 150; // what was sent before the server knew of the pause

    private final FeelRun.Logs logs;
    private final FeelJoin join;
    private final BotLog bot;
    private final FeelSamples.Recovery recovery;

    RecoveryJoin(FeelRun.Logs logs, FeelJoin join, BotLog bot, FeelSamples.Recovery recovery) {
        this.logs = logs;
        this.join = join;
        this.bot = bot;
        this.recovery = recovery;
    }

    void join() {
        for (int i = 0; i < logs.faults().size(); i++) {
            Span fault = logs.faults().get(i);
            double next = i + 1 < logs.faults().size()
                    ? logs.faults().get(i + 1).fromMillis()
                    : logs.measured().toMillis();
            look(fault, Math.min(next, fault.toMillis() + LOOK_MILLIS));
        }
        Map<Long, Integer> steps = new HashMap<>();
        for (TruthLog.Consumed input : logs.truth().consumed) {
            if (input.seat() == bot.seat() && steps.merge(input.tick(), 1, Integer::sum) == 3) {
                recovery.doubleSteps++;
            }
        }
    }

    private void look(Span fault, double untilMillis) {
        recovery.faults++;
        Doubles before = new Doubles();
        double drained = Double.NaN;
        for (BotLog.Frame frame : bot.frames()) {
            if (new Span(fault.fromMillis() - BEFORE_MILLIS, fault.fromMillis()).contains(frame.atMillis())) {
                before.add(frame.delayMillis());
            }
            boolean isHidden = logs.run().profile().fault == FeelProfile.Fault.HIDE;
            if (!isHidden && new Span(fault.fromMillis(), untilMillis).contains(frame.atMillis())) {
                recovery.oldestMillis = Math.max(recovery.oldestMillis, join.age(frame));
            }
            boolean isFresh = join.age(frame) < logs.run().profile().rttMillis / 2.0 + 100;
            if (Double.isNaN(drained) && frame.atMillis() >= fault.toMillis() && isFresh) {
                drained = frame.atMillis();
            }
        }
        List<BotLog.Frame> after = bot.frames().stream()
                .filter(frame -> new Span(fault.toMillis(), untilMillis).contains(frame.atMillis()))
                .toList();
        double from = logs.run().profile().fault == FeelProfile.Fault.NARROW ? drained : fault.toMillis();
        double delay = before.percentile(50);
        recovery.toErrorMillis.add(orNever(FeelJoin.settled(after, from, join::isRight)));
        recovery.toDelayMillis.add(orNever(FeelJoin.settled(
                after, from, frame -> frame.delayMillis() <= (1 + SAME_DELAY) * delay)));
        boolean isAwaited = true;
        for (BotLog.Message message : bot.messages()) {
            boolean isDuring = new Span(fault.fromMillis() + ON_THE_WAY_MILLIS, fault.toMillis()).contains(message.atMillis());
            recovery.messages += isDuring ? 1 : 0;
            if (message.isKeyframe() && new Span(fault.fromMillis(), untilMillis).contains(message.atMillis())) {
                recovery.keyframes++;
                if (isAwaited && message.atMillis() >= fault.toMillis()) {
                    isAwaited = false;
                    recovery.toKeyframeMillis.add(message.atMillis() - fault.toMillis());
                }
            }
        }
    }

    private static double orNever(double millis) {
        return Double.isNaN(millis) ? NEVER_MILLIS : millis;
    }
}
