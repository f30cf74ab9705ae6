package dev.rookery.game;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The world as somebody saw it a moment ago; valid until the end of the tick. Only places go back in time: what an
/// entity is otherwise, and whether it still lives, is as it is now. Owned by the room's thread.
public interface PastView {
    /// Whether the entity was on the player's screen at that moment: it was there already, and in the player's part of the
    /// world.
    boolean shows(Entity entity);

    /// First smooth field of the entity at that moment, drawn as the player's browser drew it; the present value if the view
    /// does not show the entity.
    double x(Entity entity);

    /// Second smooth field, likewise.
    double y(Entity entity);

    /// How far back this view lies, in ticks, 0 or more.
    double ticksAgo();

    /// The first of these that a shot meets, where the player saw them; null if none. What the view does not show is never
    /// hit, nor what is gone by now. Allocates the answer alone.
    ///
    /// @param shot ends at the first wall, where the game has walls: they do not go back in time
    /// @param mayHit which of them it can hurt at all
    default <E extends Entity> @Nullable Strike<E> firstHit(
            Shot shot, EntityView<E> targets, HitShape shape, Predicate<? super E> mayHit) {
        E struck = null;
        double nearest = shot.range();
        for (int i = 0; i < targets.size(); i++) {
            E target = targets.get(i);
            if (target.isAlive() && mayHit.test(target) && shows(target)) {
                double distance = shape.distance(shot, x(target), y(target));
                if (distance < nearest) {
                    nearest = distance;
                    struck = target;
                }
            }
        }
        return struck == null ? null : new Strike<>(struck, nearest);
    }
}
