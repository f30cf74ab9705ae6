package dev.rookery.game;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The room as its game sees it: the world, the players, time and randomness. Owned by the room's thread.
public interface Room {
    /// Puts a new entity into the world; it has its id when this returns. `owner` may be null.
    ///
    /// @throws IllegalStateException if the room already holds its game's greatest number of entities, or the owner the
    ///     greatest number of [OwnerOnly] ones
    <E extends Entity> E spawn(E entity, @Nullable Player owner);

    default <E extends Entity> E spawn(E entity) {
        return spawn(entity, null);
    }

    /// Takes an entity out of the world. Twice is the same as once.
    void despawn(Entity entity);

    /// The live entities of exactly this type.
    <E extends Entity> EntityView<E> entities(Class<E> type);

    /// The live entity with this id, or null.
    @Nullable Entity entity(int id);

    /// Everybody in a seat, bots too, in ascending order of seats; a view.
    List<Player> players();

    /// Puts a bot into a free seat, or answers null when all are taken. [Game#onJoin] is called for it before this
    /// returns; the game itself decides what it does, by calling its own [Game#onInput] or otherwise. A name has 1 to 24
    /// characters.
    @Nullable Player addBot(String name, int look);

    /// Takes a bot out of its seat.
    ///
    /// @throws IllegalArgumentException if the player is not a bot
    void removeBot(Player bot);

    /// The tick now being computed, counted from 1.
    long tick();

    /// Length of a tick, in seconds.
    double tickSeconds();

    /// Ticks per second.
    int tickRateHz();

    /// The room's own generator. Seeded from outside, so that a room can be run again exactly.
    RandomGenerator random();

    /// Value of a setting that the game type declared, as the room was created with.
    String setting(String name);

    /// Tells everybody, exactly once, with the snapshot of this tick. `event` is a record of a type that the game declared.
    /// References in it to what is [OwnerOnly] arrive as null.
    ///
    /// @throws IllegalStateException if this tick has told more than 1,024 events, or 64 KiB of them, local ones included
    void broadcast(Record event);

    /// Tells everybody who is sent what lies at this place, in world units; in a room without interest cells everybody. A
    /// player who comes by later is not told.
    ///
    /// @throws IllegalStateException as [#broadcast]
    void broadcastAt(double x, double y, Record event);

    /// The world as this player saw it when it gave the input now being applied: for a fair verdict on hit-scan shots, best
    /// by [PastView#firstHit]. The player's word counts only within what the server measured of its delay, and at most
    /// 200 ms back ([GameType#maxRewindMillis]); a bot sees the present.
    PastView seenBy(Player player);

    /// Lets nobody new in, neither by quick play nor by a link, until [#unlock]. Who has a seat keeps it, comes back after a lost
    /// connection, and whoever was on the way in still arrives. Twice is the same as once.
    void lock();

    /// Lets people in again. An administrator's lock stays on, whatever the game does.
    void unlock();

    /// Ends the match after this tick; everybody is told `result` and the room closes.
    void finish(Record result);
}
