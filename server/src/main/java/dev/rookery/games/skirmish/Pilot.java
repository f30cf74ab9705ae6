package dev.rookery.games.skirmish;

import dev.rookery.game.Entity;
import dev.rookery.game.Replicated;
import org.jspecify.annotations.Nullable;

/// A seat's line in the table, one per player, alive as long as the seat is taken. Names and looks are in the roster.
public final class Pilot extends Entity {
    @Replicated(upTo = "seat")
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

    @Nullable Ship ship; // null while not alive
    @Nullable BotMind mind; // null for people
    int respawnTicks;
    int shots;
    int hits;
    final HurtLog hurts = new HurtLog(); // of the present ship

    /// A new round: everything that is counted starts again.
    void clear() {
        score = 0;
        kills = 0;
        assists = 0;
        deaths = 0;
        streak = 0;
        bestStreak = 0;
        accuracyPercent = 0;
        shots = 0;
        hits = 0;
    }

    void countAccuracy() {
        accuracyPercent = shots == 0 ? 0 : Math.min(100, hits * 100 / shots);
    }
}
