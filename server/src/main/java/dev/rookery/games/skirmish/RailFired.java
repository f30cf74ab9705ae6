package dev.rookery.games.skirmish;

import dev.rookery.game.Replicated;

/// A rail was fired: the line to draw.
///
/// @param seat of the shooter
/// @param x muzzle, px
/// @param y muzzle, px
/// @param toX where the line ends: at a ship, a wall, or out of reach, px
/// @param toY likewise
/// @param struck whether it ends at a ship
public record RailFired(
        @Replicated(upTo = "seat") int seat,
        @Replicated(upTo = "world") double x,
        @Replicated(upTo = "world") double y,
        @Replicated(upTo = "world") double toX,
        @Replicated(upTo = "world") double toY,
        boolean struck) {}
