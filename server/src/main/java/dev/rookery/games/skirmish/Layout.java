package dev.rookery.games.skirmish;

/// The maps, in the order in which rounds go through them.
public enum Layout {
    /// A ring of plates around an open middle.
    FOUNDRY,
    /// Long lanes that meet at four crossings.
    CROSSING,
    /// Four arms that wind around the centre.
    PINWHEEL,
    /// Scattered small blocks, no long walls.
    REEF
}
