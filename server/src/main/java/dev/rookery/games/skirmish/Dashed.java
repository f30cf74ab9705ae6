package dev.rookery.games.skirmish;

import dev.rookery.game.Angle;
import dev.rookery.game.Replicated;

/// A ship began a dash.
///
/// @param seat whose ship
/// @param x where it began, px
/// @param y where it began, px
/// @param angle direction, radians
public record Dashed(
        @Replicated(max = 127) int seat,
        @Replicated(max = 4096) double x,
        @Replicated(max = 4096) double y,
        @Angle(bits = 7) double angle) {}
