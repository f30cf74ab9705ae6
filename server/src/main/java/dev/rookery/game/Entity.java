package dev.rookery.game;

import org.jspecify.annotations.Nullable;

/// One thing in the world. Subclasses are plain objects with annotated fields; changing a field is all it takes to
/// replicate it. Owned by the room's thread.
public abstract class Entity {
    private int id = -1;
    private @Nullable Player owner;

    protected Entity() {}

    /// Number of this entity among the live ones, 0 to 65,534; given by [Room#spawn], used again some time after the
    /// despawn.
    public final int id() {
        return id;
    }

    /// Whether the entity is in the world.
    public final boolean isAlive() {
        return id >= 0;
    }

    /// The player it belongs to, or null.
    public final @Nullable Player owner() {
        return owner;
    }

    /// For the engine alone: a game spawns and despawns through [Room].
    public static final class Binding {
        /// Gives the entity its place in the world.
        public void attach(Entity entity, int id, @Nullable Player owner) {
            entity.id = id;
            entity.owner = owner;
        }

        /// Takes the entity out of the world; the owner stays readable.
        public void detach(Entity entity) {
            entity.id = -1;
        }
    }
}
