package dev.rookery.server.room;

import java.util.random.RandomGenerator;

/// SplitMix64 (Steele, Lea and Flood, 2014) whose whole state is one number, so that a room's randomness can be saved,
/// hashed and run again. Owned by the room's thread.
final class RoomRandom implements RandomGenerator {
    private long state;

    RoomRandom(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
