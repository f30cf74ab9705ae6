package dev.rookery.protocol.delta;

/// How the encoder describes what a ballistic entity does when it is not where it was predicted. The decoder is told
/// the outcome; it need not know these rules.
enum Flight {
    AS_BEFORE,
    STEERING_TOGGLED,
    RELAUNCHED;

    private static final int ROUNDING = 2; // sub-units per tick that a steady flight may be off

    static Flight of(StreamState state, EntityRows truth, int slot) {
        int velocityX = truth.launches[slot * 4 + 2];
        int velocityY = truth.launches[slot * 4 + 3];
        boolean steady =
                velocityX == state.sourceVelocities[slot * 2] && velocityY == state.sourceVelocities[slot * 2 + 1];
        if (state.steered[slot]) {
            return steady ? RELAUNCHED : AS_BEFORE;
        }
        int offX = Math.abs(velocityX - state.velocities[slot * state.axes]);
        int offY = Math.abs(velocityY - state.velocities[slot * state.axes + 1]);
        if (Math.max(offX, offY) <= ROUNDING) {
            return AS_BEFORE;
        }
        boolean sharp = Math.max(offX, offY) > Math.max(Math.abs(velocityX), Math.abs(velocityY)) >> 2;
        return steady || sharp ? RELAUNCHED : STEERING_TOGGLED;
    }
}
