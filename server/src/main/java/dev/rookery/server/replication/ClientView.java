package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.CellView;
import org.jspecify.annotations.Nullable;

/// Where one client looks, and which cells it was sent last. Owned by the room's thread.
public final class ClientView {
    private double x; // world units
    private double y;
    private boolean placed;
    private boolean free; // the game said where to look
    private @Nullable Entity watched;
    @Nullable CellView sent;

    /// The game's word: this entity from now on.
    public void lookAt(Entity entity) {
        watched = entity;
        free = true;
    }

    /// The game's word: this point from now on.
    public void lookAt(double newX, double newY) {
        watched = null;
        free = true;
        place(newX, newY);
    }

    /// Where the game has not said anything: an entity of the player's own, or null to stay where it was.
    public void follow(@Nullable Entity own) {
        if (!free) {
            watched = own;
        }
    }

    /// Whether the game left it to the engine where to look.
    public boolean isFollowing() {
        return !free;
    }

    /// The cells of the snapshot that it was sent last, null if it is sent everything.
    public @Nullable CellView sentCells() {
        return sent;
    }

    @Nullable Entity watched() {
        return watched;
    }

    void place(double newX, double newY) {
        x = newX;
        y = newY;
        placed = true;
    }

    /// Whether it ever looked anywhere.
    boolean isPlaced() {
        return placed;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }
}
