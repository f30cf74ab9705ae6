package dev.rookery.games.skirmish;

import dev.rookery.game.Replicated;

/// A round began; all scores are 0 and everybody has a new ship.
public record RoundStarted(@Replicated(max = 65_535) int round, Layout layout) {}
