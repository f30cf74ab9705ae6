package dev.rookery.bench.load;

/// When a player's next input is due: the rules of `browser-client/src/time/inputClock.ts`, so that inputs reach the server as
/// long before the tick that uses them as a browser's do. Runs at the tick rate, a little faster or slower by the margins that
/// the server has measured. Owned by the swarm's thread.
final class InputClock {
    private static final double SNAP_MILLIS = 250;
    private static final int WARM_UP_MARGINS = 30;
    private static final int LATEST_EIGHTHS = -12;
    private static final double SLOW_TICK_MILLIS = 30; // beyond it the slack is less than a tick
    private static final double SLACK_MILLIS = 10;
    private static final double SIGMAS = 2.5; // of the mean deviation, which is 0.8 of the standard one

    private final double tickMillis;
    private double marginMillis;
    private double spreadMillis;
    private double speed = 1;
    private double snapMillis;
    private int margins;

    InputClock(double tickMillis) {
        this.tickMillis = tickMillis;
    }

    /// When the input after one that was due at `dueNanos` is.
    long next(long dueNanos) {
        double millis = tickMillis / speed - snapMillis;
        snapMillis = 0;
        return dueNanos + (long) (1e6 * millis);
    }

    /// The server says how long an input had waited, in 1/8 ticks.
    void marginMeasured(int eighths) {
        double sample = Math.max(LATEST_EIGHTHS, eighths) * tickMillis / 8;
        double share = margins == 0 ? 1 : Math.max(1.0 / 16, 1.0 / (margins + 1));
        margins++;
        spreadMillis += (Math.abs(sample - marginMillis) - spreadMillis) * (margins == 1 ? 0 : share);
        marginMillis += (sample - marginMillis) * share;
        steer();
    }

    private void steer() {
        double slack = (tickMillis > SLOW_TICK_MILLIS ? SLACK_MILLIS : tickMillis) + SIGMAS * spreadMillis;
        double error = Math.min(3 * tickMillis, slack) - marginMillis;
        if (Math.abs(error) > SNAP_MILLIS) {
            snapMillis += error;
            margins = 0;
            return;
        }
        boolean isFar = Math.abs(error) > 2 * tickMillis || margins < WARM_UP_MARGINS;
        double limit = isFar ? 0.1 : 0.02;
        speed = 1 + Math.clamp(error / 1000, -limit, limit);
    }
}
