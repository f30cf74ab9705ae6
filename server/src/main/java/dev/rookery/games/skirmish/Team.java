package dev.rookery.games.skirmish;

/// Whom a pilot fights for.
public enum Team {
    /// For itself alone: free-for-all.
    NONE,
    AZURE,
    AMBER
}
