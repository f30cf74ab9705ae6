package dev.rookery.protocol.delta;

/// The exp-Golomb orders of the bit packer, found on the training traces. Part of the format.
final class Orders {
    static final int DESPAWN_COUNT = 0;
    static final int DESPAWN_GAP = 5;
    static final int SPAWN_COUNT = 0;
    static final int SPAWN_GAP = 4;
    static final int IDLE_RUN = 6;
    static final int CELL_GAP = 2; // gaps and idle runs of a cell, which holds a few entities
    static final int CELL_COUNT = 2;
    static final int LIVE_COUNT = 8;
    static final int LIVE_GAP = 0;
    static final byte KEY_VELOCITY = 10;
    static final byte KEY_TURN_RATE = 6;
    static final byte SCALAR = 4;
    static final byte AIM = 0;
    static final byte REACH = 2;

    /// Of the first axis of a pair, by last length (6), length before it (4), whether the other axis is large (2).
    static final byte[] RESIDUAL = {
        0, 0, 0, 0, 1, 1, 1, 1,
        0, 0, 0, 0, 1, 1, 1, 2,
        0, 1, 0, 1, 1, 2, 3, 3,
        2, 2, 2, 2, 3, 3, 4, 4,
        3, 4, 3, 3, 3, 3, 4, 4,
        4, 4, 4, 5, 4, 5, 5, 5
    };

    /// The same of the second axis.
    static final byte[] SECOND_RESIDUAL = {
        0, 2, 0, 1, 1, 2, 1, 2,
        0, 2, 0, 1, 1, 2, 1, 3,
        0, 2, 0, 2, 1, 2, 3, 3,
        2, 4, 2, 3, 2, 3, 3, 4,
        3, 5, 3, 4, 3, 4, 4, 5,
        4, 5, 4, 5, 4, 5, 5, 6
    };

    /// The same of either axis in steered flight.
    static final byte[] STEERED = {
        0, 0, 0, 0, 1, 1, 2, 3,
        0, 0, 0, 0, 1, 1, 2, 2,
        0, 1, 1, 1, 2, 2, 2, 3,
        2, 3, 2, 2, 3, 3, 3, 4,
        5, 5, 5, 5, 5, 5, 5, 5,
        5, 5, 6, 6, 6, 6, 5, 6
    };

    /// By last length (6), length before it (4).
    static final byte[] TURN = {
        0, 0, 1, 2,
        0, 0, 1, 2,
        1, 1, 2, 3,
        3, 3, 3, 4,
        4, 5, 4, 5,
        5, 6, 6, 6
    };

    /// By how far off the last launch of the kind was: [#launchClass].
    static final byte[] LAUNCH = {0, 2, 4, 7, 11, 12};

    static final int UNKNOWN_LAUNCH = LAUNCH.length - 1;

    private Orders() {}

    /// @param off greatest error of a velocity component, >= 0
    static int launchClass(int off) {
        int length = 32 - Integer.numberOfLeadingZeros(off);
        return length == 0 ? 0 : length <= 2 ? 1 : length <= 5 ? 2 : length <= 8 ? 3 : length <= 12 ? 4 : 5;
    }
}
