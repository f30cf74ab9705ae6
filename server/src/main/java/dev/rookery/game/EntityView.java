package dev.rookery.game;

/// The live entities of one type in ascending order of their ids, as a view that the room reuses: iterate it freely,
/// nested too, and spawn or despawn meanwhile. What is spawned during an iteration may or may not be seen by it, what
/// is despawned is not.
///
/// Owned by the room's thread. The for-each loop allocates an iterator unless the compiler removes it; in code that runs
/// for many entities each tick prefer [#size] and [#get].
public interface EntityView<E extends Entity> extends Iterable<E> {
    int size();

    /// @param index 0 to size - 1
    E get(int index);
}
