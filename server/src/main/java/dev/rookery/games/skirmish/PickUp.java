package dev.rookery.games.skirmish;

import dev.rookery.game.Entity;
import dev.rookery.game.Replicated;

/// A spot where something useful appears; taken by flying over it, back after 20 s.
public final class PickUp extends Entity {
    @Replicated(upTo = "world")
    int x, y; // centre, px

    @Replicated
    PickUpKind kind = PickUpKind.REPAIR;

    @Replicated
    boolean ready; // can be taken

    int returnTicks; // until it is ready again
}
