package dev.rookery.bench.swarm;

import java.util.SplittableRandom;

/// What a player of a swarm presses: the same for ten inputs, then something else, whatever is seen. The same number presses the
/// same. Owned by the swarm's thread.
public final class RestlessKeys {
    private static final int HELD_INPUTS = 10;

    private final SplittableRandom random;
    private final int[] levels;
    private final int[] values;

    /// @param number of the player
    /// @param levels that each field of an input has
    public RestlessKeys(int number, int... levels) {
        random = new SplittableRandom(number);
        this.levels = levels.clone();
        values = new int[levels.length];
    }

    /// The fields of an input, each from 0 to below its levels; the same array always.
    ///
    /// @param sequence of the input, from 1 on
    public int[] of(int sequence) {
        if (sequence % HELD_INPUTS == 1) {
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(levels[i]);
            }
        }
        return values;
    }
}
