package dev.rookery.server.replication;

/// Where a client draws an entity between two snapshots: the twin of `browser-client/src/state/interpolation.ts`, held
/// equal to it by `vectors/interpolation.json`. Values are those of the wire's grid, with a fraction.
public final class Interpolation {
    /// In place of a velocity that is not known, because the entity was not there before.
    public static final double UNKNOWN = Double.NaN;

    private static final double JUMP_SHARE = 1 / 8.0; // of a field's range: a longer way is a jump, not a motion
    private static final double SMOOTH = 1.25; // times the mean speed, give or take SMOOTH_BY
    private static final double SMOOTH_BY = 0.75;
    private static final double CURVED_FROM_MILLIS = 30; // time between snapshots from which straight lines show
    private static final double FULL_EXTRAPOLATION_MILLIS = 100;
    private static final double LONGEST_EXTRAPOLATION_MILLIS = 200;

    private Interpolation() {}

    /// Whether a client draws curves, whose snapshots come so far apart.
    public static boolean isCurved(double intervalMillis) {
        return intervalMillis >= CURVED_FROM_MILLIS;
    }

    /// A field between its values in two snapshots.
    ///
    /// @param ticks between the two
    /// @param share of the way, 0 to 1
    /// @param levels of the field
    /// @param velocityFrom at the first one, as [#velocity]; of no matter where the line is straight
    /// @param velocityTo at the second one
    public static double between(
            int from,
            int to,
            long ticks,
            double share,
            int levels,
            boolean isCurved,
            double velocityFrom,
            double velocityTo) {
        int move = to - from;
        if (Math.abs(move) > levels * JUMP_SHARE) {
            return share < 1 ? from : to;
        }
        if (!isCurved || move == 0) {
            return from + move * share;
        }
        double tangentIn = velocityFrom * ticks;
        double tangentOut = velocityTo * ticks;
        double left = 1 - share;
        // A motion whose speed changes by more than from half to twice the mean has a kink; so has one of which too little is known.
        boolean isSmooth =
                Math.max(Math.abs(tangentIn / move - SMOOTH), Math.abs(tangentOut / move - SMOOTH)) <= SMOOTH_BY;
        return isSmooth
                ? from + share * share * (3 - 2 * share) * move + share * left * (left * tangentIn - share * tangentOut)
                : from + move * share;
    }

    /// Velocity at a snapshot in units per tick, from it and the one before it.
    public static double velocity(int value, int before, long gap) {
        return (double) (value - before) / gap;
    }

    /// The same where there are two before it; exact under constant acceleration.
    public static double velocity(int value, int before, int earlier, long gap, long gapBefore) {
        double slope = velocity(value, before, gap);
        double slopeBefore = velocity(before, earlier, gapBefore);
        return slope + (slope - slopeBefore) * gap / (gap + gapBefore);
    }

    /// For how long an entity is carried on after so many milliseconds without news.
    public static double carriedMillis(double millis) {
        if (millis <= FULL_EXTRAPOLATION_MILLIS) {
            return Math.max(0, millis);
        }
        double braking = Math.min(millis, LONGEST_EXTRAPOLATION_MILLIS) - FULL_EXTRAPOLATION_MILLIS;
        return FULL_EXTRAPOLATION_MILLIS + braking - braking * braking / (2 * FULL_EXTRAPOLATION_MILLIS);
    }
}
