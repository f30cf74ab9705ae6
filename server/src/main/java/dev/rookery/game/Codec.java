package dev.rookery.game;

/// How a room's snapshots become bytes, the same for everybody in it. Both lose nothing; only size and work differ.
public enum Codec {
    /// A range coder with trained probabilities, the default: a quarter to a half fewer bytes than [#BITS]. A game's own table
    /// is a file `name-30hz.table` beside the input record's class, written by `bench train`; without one, or where it does
    /// not fit the game any more, the generic table serves at once.
    RANGE,
    /// Bit-packed numbers, for rooms whose encoding costs more than their traffic, such as thousands of entities that all
    /// change for a few players: less work for each of them, and no table. The game's generated TypeScript brings the reader
    /// along; write it anew after a change of mind.
    BITS
}
