package dev.rookery.games.skirmish;

import dev.rookery.game.Entity;
import dev.rookery.game.Replicated;

/// The state of the round; exactly one in a room.
public final class Match extends Entity {
    @Replicated
    Phase phase = Phase.PLAYING;

    @Replicated
    Mode mode = Mode.FREE_FOR_ALL;

    @Replicated
    Layout layout = Layout.FOUNDRY; // of the first district

    @Replicated(max = 511)
    int secondsLeft; // of the phase, rounded up

    @Replicated(max = 65_535)
    int round; // counted from 1

    @Replicated(max = 1_000_000)
    int azureScore;

    @Replicated(max = 1_000_000)
    int amberScore;
}
