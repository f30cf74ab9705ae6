package dev.rookery.protocol.delta;

/// How the encoder describes what a ballistic entity does when it is not where it was predicted. The decoder is told
/// the outcome; it need not know these rules.
enum Flight {
    AS_BEFORE,
    STEERING_TOGGLED,
    RELAUNCHED;

    private static final int ROUNDING = 2; // sub-units per tick that a steady flight may be off

    static Flight of(StreamState state, EntityRows truth, int slot, KindLayout kind) {
        int source = state.ids[slot] * 4;
        int velocityX = truth.launches[source + 2];
        int velocityY = truth.launches[source + 3];
        boolean steady =
                velocityX == state.sourceVelocities[slot * 2] && velocityY == state.sourceVelocities[slot * 2 + 1];
        if (state.steered[slot]) {
            return steady ? RELAUNCHED : AS_BEFORE;
        }
        int fastest = 0;
        int off = 0;
        for (int axis = 0; axis < 2; axis++) {
            int velocity = truth.launches[source + 2 + axis] >> (8 - kind.subBits[axis]);
            fastest = Math.max(fastest, Math.abs(velocity) * state.ticks);
            off = Math.max(off, Math.abs(velocity * state.ticks - state.velocities[slot * state.axes + axis]));
        }
        if (off <= ROUNDING) {
            return AS_BEFORE;
        }
        boolean sharp = off > fastest >> 2;
        return steady || sharp ? RELAUNCHED : STEERING_TOGGLED;
    }
}
