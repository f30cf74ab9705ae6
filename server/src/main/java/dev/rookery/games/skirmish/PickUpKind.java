package dev.rookery.games.skirmish;

/// What a pick-up gives.
public enum PickUpKind {
    /// 40 hull.
    REPAIR,
    /// Fire rate x 1.6 for 6 s.
    OVERDRIVE,
    /// Hard to see for 5 s, or until the first shot.
    CLOAK
}
