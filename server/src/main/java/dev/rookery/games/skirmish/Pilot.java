package dev.rookery.games.skirmish;

import dev.rookery.game.Entity;
import dev.rookery.game.Replicated;

/// A seat's line in the table, one per player, alive as long as the seat is taken. Names and looks are in the roster.
public final class Pilot extends Entity {
    @Replicated(max = 127)
    int seat;

    @Replicated
    Team team = Team.NONE;

    @Replicated
    boolean alive; // has a ship

    @Replicated(max = 15)
    int respawnSeconds; // until the next ship while not alive, rounded up

    @Replicated(max = 1_000_000)
    int score; // points of this round

    @Replicated(max = 4095)
    int kills;

    @Replicated(max = 4095)
    int assists;

    @Replicated(max = 4095)
    int deaths;

    @Replicated(max = 4095)
    int streak; // kills since the last death

    @Replicated(max = 4095)
    int bestStreak; // of this round

    @Replicated(max = 100)
    int accuracyPercent; // shots that hit, bolts and rails; brought up to date at deaths and at the end of the round
}
