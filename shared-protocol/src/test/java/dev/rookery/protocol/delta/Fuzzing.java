package dev.rookery.protocol.delta;

/// How much is fuzzed: seconds in each build, millions of cases with `mvn verify -Pnightly` or
/// `-Drookery.fuzzCases=NUMBER`.
final class Fuzzing {
    private Fuzzing() {}

    /// Hostile frames for each back end.
    ///
    /// @param inEachBuild when nobody asks for more
    static int cases(int inEachBuild) {
        return Math.max(inEachBuild, Integer.getInteger("rookery.fuzzCases", 0));
    }
}
