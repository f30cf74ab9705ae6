package dev.rookery.server.room;

/// A tool that sees what a room does with its players' inputs, such as one that measures how the game feels. Called on the
/// room's thread, within the tick; without one the tick pays a comparison with null for each input.
public interface InputObserver {
    /// An input is about to be applied.
    ///
    /// @param seat of the player
    /// @param sequence of the input
    /// @param input as the game gets it; after a merge it holds the buttons of those before it
    /// @param depth inputs that waited, this one included
    /// @param marginEighths how long it had waited, in 1/8 ticks; negative: it came too late
    /// @param standing the sequence that this tick stands for; greater than the input's own if that comes late
    void consumed(int seat, int sequence, Record input, int depth, int marginEighths, int standing);

    /// A connected player's tick had no fresh input.
    ///
    /// @param repeated whether the last one is applied once more; otherwise the player is neutral
    void missing(int seat, boolean repeated);
}
