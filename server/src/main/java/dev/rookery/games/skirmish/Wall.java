package dev.rookery.games.skirmish;

import dev.rookery.game.Entity;
import dev.rookery.game.Replicated;

/// A solid axis-aligned block, px. The border of the world is no entity.
public final class Wall extends Entity {
    @Replicated(upTo = "world")
    int x, y; // upper left corner

    @Replicated(max = 4096)
    int width, height;

    @Replicated
    boolean mirror; // bolts bounce off it, once
}
