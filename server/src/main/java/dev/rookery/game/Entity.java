package dev.rookery.game;

import org.jspecify.annotations.Nullable;

/// One thing in the world. Subclasses are plain objects with annotated fields; changing a field is all it takes to
/// replicate it. Owned by the room's thread.
public abstract class Entity {
    /// The greatest id that any entity has: the `max` of an input component that names one by its id.
    public static final int MAX_ID = 327_935;

    private int id = -1;
    private boolean isGone; // was in the world, and is no more
    private @Nullable Player owner;

    protected Entity() {}

    /// Number of this entity among the live ones, given by [Room#spawn] and used again some time after the despawn: 0 to
    /// 65,534, or 65,536 to [#MAX_ID] if it is [OwnerOnly]. Those are counted by owner, so that nobody's ids tell what
    /// others hide.
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
            entity.isGone = false;
            entity.owner = owner;
        }

        /// Takes the entity out of the world; the owner stays readable.
        public void detach(Entity entity) {
            entity.id = -1;
            entity.isGone = true;
        }

        /// Whether the entity was in a world and is no more.
        public boolean isGone(Entity entity) {
            return entity.isGone;
        }
    }
}
