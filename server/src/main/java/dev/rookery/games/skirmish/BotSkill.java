package dev.rookery.games.skirmish;

/// How good a bot's hands are. None is better than a person could be.
enum BotSkill {
    ROOKIE(0.35, 9, 6, 0.22),
    REGULAR(0.26, 5, 9, 0.1),
    ACE(0.18, 2.5, 14, 0.04);

    final int reactionTicks; // from seeing to shooting, and between two looks at a target
    final double aimError; // radians, spread of a slow wander around the true aim
    final double turn; // radians a tick, fastest turn of the guns
    final double hesitation; // chance to hold fire between two decisions

    BotSkill(double reactionSeconds, double aimErrorDegrees, double turnRadiansASecond, double hesitation) {
        this.reactionTicks = Arena.ticks(reactionSeconds);
        this.aimError = aimErrorDegrees * Math.PI / 180;
        this.turn = turnRadiansASecond / ShipRules.TICK_RATE_HZ;
        this.hesitation = hesitation;
    }
}
