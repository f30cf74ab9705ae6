package dev.rookery.bench.feel;

import dev.rookery.bench.feel.FeelRun.Span;
import dev.rookery.bench.feel.TruthLog.Consumed;
import dev.rookery.bench.feel.TruthLog.Tick;
import dev.rookery.games.skirmish.Controls;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Joins what players drew with what the server knew, by (player, input, tick), and adds the outcome to the samples. The
/// clock of both logs is the same, since Node and Java read the machine's monotonic clock.
final class FeelJoin {
    private static final double VISIBLE = 2; // px of a correction
    private static final double TOUCHING = 2 * 18 + 6; // px between the centres of two ships
    private static final int TOUCH_TICKS = 4; // before a snapshot in which a contact explains it
    private static final double JUMP = 300; // px a tick: another ship has the id
    private static final int SEEN_EVERY = 5; // inputs
    private static final double RIGHT = 1; // px
    private static final double STAYS_MILLIS = 200; // so long it must be right

    private final FeelRun.Logs logs;
    private final TruthLog truth;
    private final FeelSamples samples;
    private final double tickMillis;
    private final Span measured;
    private final Map<Long, Consumed> consumed = new HashMap<>(); // by seat and sequence

    FeelJoin(FeelRun.Logs logs, FeelSamples samples) {
        this.logs = logs;
        this.truth = logs.truth();
        this.samples = samples;
        this.tickMillis = 1000.0 / logs.run().tickRateHz();
        this.measured = logs.measured();
        for (Consumed input : truth.consumed) {
            consumed.put(key(input.seat(), input.sequence()), input);
        }
    }

    void join() {
        for (BotLog bot : logs.bots()) {
            joinInputs(bot);
            joinFrames(bot);
            joinMessages(bot);
            joinEffects(bot);
            for (BotLog other : logs.bots()) {
                if (other != bot && !other.isVictim() && !bot.isVictim()) {
                    joinSeen(bot, other);
                }
            }
            if (bot.isVictim()) {
                new RecoveryJoin(logs, this, bot, samples.recovery).join();
            }
        }
        samples.divergences += logs.divergences();
        samples.mergedInputs += logs.mergedInputs();
        samples.recovery.reconnects += logs.reconnects();
        for (FeelRun.Load load : logs.loads()) {
            samples.worstCpuShare = Math.max(samples.worstCpuShare, load.cpuShare());
            samples.worstLateP99Millis = Math.max(samples.worstLateP99Millis, load.lateP99Millis());
        }
    }

    private static long key(int seat, int sequence) {
        return (long) seat << 32 | sequence;
    }

    /// Whether a moment counts for the usual rows: it is measured, and the player is none of those whom the fault strikes.
    private boolean counts(BotLog bot, double millis) {
        return measured.contains(millis) && !bot.isVictim();
    }

    Tick tick(long number) {
        long first = truth.ticks.getFirst().number;
        int index = Math.clamp(number - first, 0, truth.ticks.size() - 1);
        return truth.ticks.get(index);
    }

    private void joinInputs(BotLog bot) {
        int before = 0;
        int last = 0;
        for (Consumed input : truth.consumed) {
            if (input.seat() != bot.seat()) {
                continue;
            }
            samples.disorderedInputs += input.sequence() <= before ? 1 : 0;
            before = input.sequence();
            last = Math.max(last, before);
            double millis = tick(input.tick()).millis;
            if (counts(bot, millis)) {
                samples.depths.add(input.depth());
                samples.margins.add(input.marginEighths() / 8.0);
                samples.inputTicks++;
            }
        }
        for (BotLog.Input input : bot.inputs()) {
            Consumed found = consumed.get(key(bot.seat(), input.sequence()));
            if (found != null) {
                samples.consumedInputs++;
                samples.wrongInputs += isSame(input, found.controls()) ? 0 : 1;
            } else if (input.sequence() < last) {
                samples.lostInputs++;
            }
        }
        for (TruthLog.Missing gap : truth.missing) {
            if (gap.seat() == bot.seat() && counts(bot, tick(gap.tick()).millis)) {
                samples.missingInputs++;
                samples.inputTicks++;
            }
        }
    }

    /// A merged input has the buttons of those before it as well.
    private boolean isSame(BotLog.Input sent, Controls used) {
        int buttons = (used.fire() ? 1 : 0) + (used.rail() ? 2 : 0) + (used.dash() ? 4 : 0);
        int aim = (int) Math.round(used.aim() * 1024 / (2 * Math.PI)) & 1023;
        boolean sameButtons =
                logs.mergedInputs() == 0 ? buttons == sent.buttons() : (buttons & sent.buttons()) == sent.buttons();
        return sent.moveX() == used.moveX() && sent.moveY() == used.moveY() && aim == sent.aim() && sameButtons;
    }

    private void joinFrames(BotLog bot) {
        BotLog.Frame before = null;
        for (BotLog.Frame frame : bot.frames()) {
            if (counts(bot, frame.atMillis())) {
                samples.frames++;
                samples.underruns += frame.isUnderrun() ? 1 : 0;
                samples.delays.add(frame.delayMillis());
                samples.delaysTaken.add(frame.delayMillis() - frame.wantedDelayMillis());
                samples.roundTrips.add(frame.rttMillis());
                samples.ages.add(age(frame));
                if (before != null && frame.frameMillis() > before.frameMillis()) {
                    samples.speeds.add((frame.tick() - before.tick()) * tickMillis
                            / (frame.frameMillis() - before.frameMillis()));
                }
                for (BotLog.Other other : frame.others()) {
                    double error = remoteError(frame, other);
                    if (!Double.isNaN(error)) {
                        samples.remoteErrors.add(error);
                    }
                }
            }
            before = frame;
        }
    }

    /// How old the newest snapshot is.
    double age(BotLog.Frame frame) {
        return frame.atMillis() - tick(frame.newestTick()).millis;
    }

    /// How far another ship is drawn from where it was at the tick that is drawn; NaN where it was not there.
    double remoteError(BotLog.Frame frame, BotLog.Other other) {
        long whole = (long) Math.floor(frame.tick());
        Tick from = tick(whole);
        Tick to = tick(whole + 1);
        int a = from.indexOf(other.id(), truth.shipKind);
        int b = to.indexOf(other.id(), truth.shipKind);
        if (a < 0 || b < 0 || from == to) {
            return Double.NaN;
        }
        double moveX = to.x(b) - from.x(a);
        double moveY = to.y(b) - from.y(a);
        if (Math.hypot(moveX, moveY) > JUMP) {
            return Double.NaN;
        }
        double share = frame.tick() - whole;
        return Math.hypot(
                other.x() - from.x(a) - moveX * share, other.y() - from.y(a) - moveY * share);
    }

    /// The ticks in which the server had exactly the input that was predicted for it.
    private Set<Long> plainTicks(BotLog bot) {
        Set<Long> plain = new HashSet<>();
        Map<Long, Integer> standings = new HashMap<>(); // by tick
        for (Consumed input : truth.consumed) {
            if (input.seat() == bot.seat()) {
                standings.put(input.tick(), input.standing());
                Integer before = standings.get(input.tick() - 1);
                if (before != null && before == input.sequence() - 1 && input.standing() == input.sequence()) {
                    plain.add(input.tick());
                }
            }
        }
        return plain;
    }

    private void joinMessages(BotLog bot) {
        double minutes = 0;
        Set<Long> plain = plainTicks(bot);
        long tickBefore = 0;
        int ownBefore = -1;
        for (BotLog.Message message : bot.messages()) {
            boolean isPlain = plain.contains(message.tick())
                    && message.tick() == tickBefore + 1
                    && message.ownId() == ownBefore
                    && !Double.isNaN(message.miss())
                    && !isTouching(message.ownId(), message.tick());
            tickBefore = message.tick();
            ownBefore = message.ownId();
            if (isPlain) {
                samples.plainReconciliations++;
                samples.unexplainedMisses += message.miss() > 0 ? 1 : 0;
            }
            if (!counts(bot, message.atMillis())) {
                continue;
            }
            samples.bytes.add(message.bytes());
            samples.lateness.add(
                    message.atMillis() - tick(message.tick()).millis - logs.run().profile().rttMillis / 2.0);
            samples.offsetErrors.add(Math.abs(message.offsetMillis()
                    + message.tick() * tickMillis
                    - tick(message.tick()).millis
                    - logs.run().profile().rttMillis / 2.0));
            if (message.ownId() >= 0) {
                minutes += tickMillis / 60_000;
            }
            if (Double.isNaN(message.miss())) {
                continue;
            }
            boolean inContact = isTouching(message.ownId(), message.tick());
            boolean isVisible = message.shift() > VISIBLE;
            samples.misses.add(message.miss());
            if (!inContact) {
                samples.missesApart.add(message.miss());
            }
            if (!bot.isApart()) {
                samples.correctionsInCombat += isVisible ? 1 : 0;
            } else if (inContact) {
                samples.correctionsInContact += isVisible ? 1 : 0;
            } else {
                samples.correctionsApart += isVisible ? 1 : 0;
            }
        }
        if (bot.isApart()) {
            samples.minutesApart += minutes;
        } else {
            samples.minutesInCombat += minutes;
        }
    }

    private boolean isTouching(int slot, long tick) {
        for (long t = tick - TOUCH_TICKS; t <= tick; t++) {
            Tick moment = tick(t);
            int own = moment.indexOf(slot, truth.shipKind);
            for (int i = 0; own >= 0 && i < moment.count(); i++) {
                if (i != own
                        && moment.kind(i) == truth.shipKind
                        && Math.hypot(moment.x(i) - moment.x(own), moment.y(i) - moment.y(own)) < TOUCHING) {
                    return true;
                }
            }
        }
        return false;
    }

    private void joinEffects(BotLog bot) {
        for (BotLog.Rail rail : bot.rails()) {
            if (counts(bot, rail.firedMillis())) {
                samples.rails++;
                samples.strikes += rail.strikes() ? 1 : 0;
                samples.otherVerdicts += rail.strikes() == rail.struck() ? 0 : 1;
            }
        }
        for (BotLog.Effect effect : bot.effects()) {
            if (counts(bot, effect.sampledMillis())) {
                samples.ownEffects.add(effect.drawnMillis() - effect.sampledMillis());
            }
        }
    }

    private void joinSeen(BotLog actor, BotLog viewer) {
        List<BotLog.Frame> frames = viewer.frames();
        int at = 0;
        for (BotLog.Input input : actor.inputs()) {
            Consumed used = consumed.get(key(actor.seat(), input.sequence()));
            if (used == null || input.sequence() % SEEN_EVERY != 0 || !measured.contains(input.sampledMillis())) {
                continue;
            }
            while (at < frames.size()
                    && (frames.get(at).tick() < used.tick() || frames.get(at).atMillis() < input.sampledMillis())) {
                at++;
            }
            if (at < frames.size()) {
                samples.seen.add(frames.get(at).atMillis() - input.sampledMillis());
            }
        }
    }

    /// Of the others and of what the own ship's picture owes, root mean square; NaN if nobody is to be seen.
    private double frameError(BotLog.Frame frame) {
        Doubles errors = new Doubles();
        for (BotLog.Other other : frame.others()) {
            double error = remoteError(frame, other);
            if (!Double.isNaN(error)) {
                errors.add(error);
            }
        }
        if (!Double.isNaN(frame.ownX())) {
            errors.add(frame.debt());
        }
        return errors.rootMeanSquare();
    }

    /// How long after `fromMillis` the picture is right and stays so; NaN if it does not become so while it is looked at.
    static double settled(List<BotLog.Frame> frames, double fromMillis, Predicate<BotLog.Frame> isRight) {
        double since = Double.NaN;
        for (BotLog.Frame frame : frames) {
            if (frame.atMillis() < fromMillis) {
                continue;
            }
            if (!isRight.test(frame)) {
                since = Double.NaN;
            } else if (Double.isNaN(since)) {
                since = frame.atMillis();
            } else if (frame.atMillis() - since > STAYS_MILLIS) {
                return since - fromMillis;
            }
        }
        return Double.NaN;
    }

    boolean isRight(BotLog.Frame frame) {
        return !(frameError(frame) >= RIGHT);
    }
}
