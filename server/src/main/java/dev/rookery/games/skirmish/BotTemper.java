package dev.rookery.games.skirmish;

/// What a bot likes.
enum BotTemper {
    /// Goes after the nearest enemy and stays close.
    HUNTER(300, 45, 0.35),
    /// Keeps its distance and waits for the rail.
    SNIPER(800, 60, 1),
    /// Lives from pick-ups and fights whoever is in the way.
    SCAVENGER(480, 70, 0.5);

    final double range; // px, where it likes an enemy to be
    final int fleeBelow; // hull and shield together
    final double railLove; // chance to charge the rail when it could be of use

    BotTemper(double range, int fleeBelow, double railLove) {
        this.range = range;
        this.fleeBelow = fleeBelow;
        this.railLove = railLove;
    }
}
