package dev.rookery.game;

/// The entities of one type, in ascending order of their ids at the start of each phase of the tick, as a view that the
/// room reuses. Iterate it freely, nested too, and spawn or despawn meanwhile: nothing moves until the phase is over.
/// What is spawned comes at the end; what is despawned stays in its place with [Entity#isAlive] false. For-each skips it,
/// [#get] does not.
///
/// Owned by the room's thread. The for-each loop allocates an iterator unless the compiler removes it; in code that runs
/// for many entities each tick prefer [#size] and [#get].
public interface EntityView<E extends Entity> extends Iterable<E> {
    /// Number of entities, those included that were despawned in this phase.
    int size();

    /// @param index 0 to size - 1
    E get(int index);
}
