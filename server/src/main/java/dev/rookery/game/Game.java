package dev.rookery.game;

/// The rules of one room. One instance per room, called only on the room's thread, in this order each tick: joins and
/// leaves, then inputs, then [#onTick]. Time, randomness and identity come from [Room] alone, so that the same inputs
/// always give the same states.
///
/// An exception ends this room: its players are told, the others go on. So does a tick that takes longer than a second (and
/// 20 of its periods): from then on every call of [Room] throws, and the thread is interrupted.
///
/// @param <I> the input record, what one player wants in one tick
public interface Game<I extends Record> {
    /// A player (or bot) took a seat. Spawn what it owns.
    void onJoin(Player player);

    /// The player's input for this tick: once per tick, twice only while a late burst drains. A missing input repeats
    /// the last one for a short time; after that this is not called until inputs return ([Player#inputMissing]).
    void onInput(Player player, I input);

    /// The world moves one step. `tick` counts from 1.
    void onTick(long tick);

    /// The seat is given up for good; a lost connection alone does not cause this.
    default void onLeave(Player player) {
        player.despawnOwned();
    }

    /// The server stops in about so many seconds, and this room with it; players are told by the server.
    ///
    /// @return whether the match ends by itself soon, by [Room#finish], so that it is worth waiting a little longer for: 20 s
    ///     from now unless the host says otherwise
    default boolean onDrain(int seconds) {
        return false;
    }
}
