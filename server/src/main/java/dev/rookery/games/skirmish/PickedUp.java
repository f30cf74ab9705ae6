package dev.rookery.games.skirmish;

import dev.rookery.game.Replicated;

/// A pick-up was taken.
///
/// @param seat who took it
/// @param x where, px
/// @param y where, px
public record PickedUp(
        @Replicated(max = 127) int seat,
        PickUpKind kind,
        @Replicated(max = 4096) double x,
        @Replicated(max = 4096) double y) {}
