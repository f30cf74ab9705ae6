package dev.rookery.games.skirmish;

/// How a ship moves and how its weapons keep time: the rules that a browser predicts. `shipRules.ts` is their twin.
final class ShipRules {
    static final int TICK_RATE_HZ = 30;

    private ShipRules() {}
}
