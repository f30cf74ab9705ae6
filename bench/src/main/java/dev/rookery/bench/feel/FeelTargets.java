package dev.rookery.bench.feel;

/// What a line may do to the game. Bounds of two numbers are the median's and the 95th percentile's.
///
/// @param missPx predicted less told position, root mean square
/// @param apartPerMinute visible corrections without contacts, per player
/// @param combatPerMinute the same in combat
/// @param remotePx drawn less true position of others, root mean square
/// @param delayMillis median at 60 Hz
/// @param delay95Millis at 60 Hz
/// @param missingPercent of ticks without a fresh input
/// @param depth median number of inputs that wait
/// @param seenMillis at 60 Hz
/// @param otherVerdictPercent of rails that the server judges otherwise than the shooter saw
/// @param offsetMillis error of the estimated clock; not bounded in all profiles
record FeelTargets(
        double missPx,
        double apartPerMinute,
        double combatPerMinute,
        double remotePx,
        double underrunPercent,
        double jerkPercent,
        double delayMillis,
        double delay95Millis,
        double missingPercent,
        double depth,
        double seenMillis,
        double otherVerdictPercent,
        double offsetMillis) {
    /// From sampling to drawing what follows from it: two frames.
    static final double OWN_MILLIS = 1000 / 30.0;

    static final double RECOVERY_MILLIS = 300;
    static final double OLDEST_MILLIS = 1000;

    private static final double ANY = Double.POSITIVE_INFINITY;
    private static final double SLOW_DELAY_MILLIS = 15; // at 30 Hz everything waits for one longer interval
    private static final double SLOW_SEEN_MILLIS = 30;
    private static final double LEAST_INTERVALS = 1.5; // that the client waits at any rate
    private static final double CLOCK_MILLIS = 1; // by which the client's clock may be off

    static FeelTargets of(FeelProfile line) {
        return switch (line) {
            case B -> new FeelTargets(0.2, 0.5, 4, 1, 0.5, 1, 80, 120, 0.5, 1, 205, 3, ANY);
            case C -> new FeelTargets(0.5, 1, 6, 1.5, 1, 2, 110, 170, 1, 2, 250, 5, 3);
            case D -> new FeelTargets(2, 3, 15, 6, 3, 5, 250, 300, 3, 3, 470, 10, ANY);
            default -> new FeelTargets(0.1, 0, 2, 0.5, 0.1, 0.5, 30, 35, 0.1, 1, 110, 2, 1);
        };
    }

    double delayMillis(int tickRateHz) {
        return atRate(delayMillis, tickRateHz);
    }

    double delay95Millis(int tickRateHz) {
        return atRate(delay95Millis, tickRateHz);
    }

    private static double atRate(double millis, int tickRateHz) {
        return Math.max(
                millis + (tickRateHz < 60 ? SLOW_DELAY_MILLIS : 0),
                LEAST_INTERVALS * 1000 / tickRateHz + CLOCK_MILLIS);
    }

    double seenMillis(int tickRateHz) {
        return seenMillis + (tickRateHz < 60 ? SLOW_SEEN_MILLIS : 0);
    }
}
