package dev.rookery.games.skirmish;

import dev.rookery.game.Replicated;

/// A ship was destroyed.
///
/// @param killer seat
/// @param victim seat
/// @param assist seat of whoever helped most, -1 if nobody did
/// @param streak kills of the killer since its last death, this one included
/// @param ended the streak of the victim that ends here
/// @param x where, px
/// @param y where, px
public record Kill(
        @Replicated(max = 127) int killer,
        @Replicated(max = 127) int victim,
        Weapon weapon,
        @Replicated(min = -1, max = 126) int assist,
        @Replicated(max = 4095) int streak,
        @Replicated(max = 4095) int ended,
        @Replicated(max = 4096) double x,
        @Replicated(max = 4096) double y) {}
