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
        @Replicated(upTo = "seat") int seat,
        @Replicated(upTo = "world") double x,
        @Replicated(upTo = "world") double y,
        @Angle(bits = 7) double angle) {}
