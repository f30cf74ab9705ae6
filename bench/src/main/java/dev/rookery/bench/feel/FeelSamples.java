package dev.rookery.bench.feel;

/// What was measured, over all runs of a profile. Owned by one thread.
final class FeelSamples {
    final Doubles misses = new Doubles(); // px, predicted less told position at the acknowledged input, of all players
    final Doubles missesApart = new Doubles(); // of those without a contact
    final Doubles remoteErrors = new Doubles(); // px, drawn less true position at the render clock's tick
    final Doubles delays = new Doubles(); // ms
    final Doubles delaysTaken = new Doubles(); // ms of delay in force above the wanted one
    final Doubles depths = new Doubles(); // inputs that waited when one was consumed
    final Doubles margins = new Doubles(); // ticks
    final Doubles ownEffects = new Doubles(); // ms from sampling a shot to drawing it
    final Doubles seen = new Doubles(); // ms from sampling an input to another player's picture with it
    final Doubles offsetErrors = new Doubles(); // ms, estimated less true arrival of undelayed snapshots
    final Doubles lateness = new Doubles(); // ms that snapshots took more than half a round trip
    final Doubles ages = new Doubles(); // ms, of the newest snapshot in each drawn frame
    final Doubles roundTrips = new Doubles(); // ms, as the client believes
    final Doubles speeds = new Doubles(); // of playback
    final Doubles bytes = new Doubles(); // of snapshot messages
    long frames;
    long underruns;
    long missingInputs;
    long inputTicks;
    double minutesApart; // of play, by manner
    double minutesInCombat;
    int correctionsApart;
    int correctionsInContact; // of players who meant to stay apart
    int correctionsInCombat;
    int wrongInputs; // consumed, but not what was sent
    int disorderedInputs;
    int lostInputs; // sent before the last one consumed, and never consumed by themselves
    int consumedInputs;
    int plainReconciliations; // in whose tick nothing happened but the predicted input
    int unexplainedMisses; // of those
    int rails;
    int strikes; // of them, by the shooter's eyes
    int otherVerdicts; // rails of which the server thought otherwise
    int divergences;
    long mergedInputs;
    double worstCpuShare;
    double worstLateP99Millis;
    final Recovery recovery = new Recovery();
    final OverlaySamples overlay = new OverlaySamples();

    /// What happened to those whom the profile's fault struck.
    static final class Recovery {
        final Doubles toErrorMillis = new Doubles(); // until the picture was right to 1 px
        final Doubles toDelayMillis = new Doubles(); // until the delay was within 20 % of before
        final Doubles toKeyframeMillis = new Doubles(); // from the end of a pause to its keyframe
        double oldestMillis; // age of the newest snapshot, at most
        int keyframes; // during or just after the fault
        int messages; // while hidden
        int faults;
        int doubleSteps; // ticks with more than two inputs
        int reconnects;
    }

    static double perMinute(int count, double minutes) {
        return minutes == 0 ? Double.NaN : count / minutes;
    }
}
