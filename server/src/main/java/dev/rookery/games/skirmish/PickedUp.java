package dev.rookery.games.skirmish;

import dev.rookery.game.Replicated;

/// A pick-up was taken.
///
/// @param seat who took it
/// @param x where, px
/// @param y where, px
public record PickedUp(
        @Replicated(upTo = "seat") int seat,
        PickUpKind kind,
        @Replicated(upTo = "world") double x,
        @Replicated(upTo = "world") double y) {}
