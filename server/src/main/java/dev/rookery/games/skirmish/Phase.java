package dev.rookery.games.skirmish;

/// Part of a round.
public enum Phase {
    PLAYING,
    /// The table is shown; ships fly on, weapons are locked.
    RESULT
}
