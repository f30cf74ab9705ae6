package dev.rookery.protocol.delta;

/// The predictor's arithmetic, int32 throughout: where a row's linear fields and angles will be, and what a residual
/// teaches. `/` rounds towards zero, `>>` down.
final class Motion {
    private Motion() {}

    /// Advances one entity by a tick and writes the predicted values into its row.
    static void predict(StreamState state, int slot, KindLayout kind) {
        int row = slot * state.rows.stride;
        int[] values = state.rows.values;
        for (int axis = 0; axis < kind.linear.length; axis++) {
            int at = slot * state.axes + axis;
            int field = kind.linear[axis];
            int subBits = kind.subBits[axis];
            int last = (kind.levels[field] << subBits) - 1;
            int position = Math.min(last, Math.max(0, state.positions[at] + state.velocities[at]));
            state.positions[at] = position;
            values[row + field] = position >> subBits;
        }
        for (int angle = 0; angle < kind.angles.length; angle++) {
            int field = kind.angles[angle];
            int rate = state.turnRates[slot * state.turns + angle];
            values[row + field] = values[row + field] + (rate >> 8) & kind.levels[field] - 1;
        }
    }

    /// After a prediction that came true.
    static void keep(StreamState state, int slot, KindLayout kind) {
        int tracks = slot * (state.axes + state.turns);
        for (int axis = 0; axis < kind.linear.length; axis++) {
            int history = History.unchanged(state.histories[tracks + axis]);
            state.histories[tracks + axis] = history;
            if (history == 0 && state.velocities[slot * state.axes + axis] == 0) {
                state.centre(slot, axis, kind); // so that resting entities need no predictor state in a keyframe
            }
        }
        for (int track = state.axes; track < state.axes + kind.angles.length; track++) {
            state.histories[tracks + track] = History.unchanged(state.histories[tracks + track]);
        }
        state.activities[slot] = Math.max(0, state.activities[slot] - 1);
    }

    /// After residuals: those of the axes, then of the angles; the row holds the corrected values.
    static void correct(StreamState state, int slot, KindLayout kind, int[] residuals) {
        int tracks = slot * (state.axes + state.turns);
        for (int axis = 0; axis < kind.linear.length; axis++) {
            int residual = residuals[axis];
            // A jump along one axis of a pair is a jump of the pair.
            int other = axis ^ 1;
            int partner = other < kind.linear.length ? Math.abs(residuals[other]) : 0;
            boolean straight = kind.ballistic && axis < 2 && !state.steered[slot];
            if (straight) {
                follow(state, slot, axis, kind, residual, 0);
            } else if (Math.abs(residual) > kind.teleports[axis] || partner > kind.teleports[axis]) {
                state.centre(slot, axis, kind);
                state.velocities[slot * state.axes + axis] = 0;
            } else {
                follow(state, slot, axis, kind, residual, Predictor.VELOCITY_GAIN);
            }
            state.histories[tracks + axis] = History.changed(state.histories[tracks + axis], residual);
        }
        for (int angle = 0; angle < kind.angles.length; angle++) {
            int residual = residuals[kind.linear.length + angle];
            int at = slot * state.turns + angle;
            int rate = state.turnRates[at] + residual * Predictor.TURN_GAIN;
            if (residual == 0) {
                rate -= rate >> 2;
            }
            int half = kind.levels[kind.angles[angle]] << 7;
            state.turnRates[at] = Math.min(half, Math.max(-half, rate));
            int track = tracks + state.axes + angle;
            state.histories[track] = History.changed(state.histories[track], residual);
        }
        state.activities[slot] = Math.min(3, state.activities[slot] + 2);
    }

    /// Moves the position by the residual, its fraction kept, and lets the velocity learn.
    private static void follow(StreamState state, int slot, int axis, KindLayout kind, int residual, int gain) {
        int at = slot * state.axes + axis;
        int subBits = kind.subBits[axis];
        state.positions[at] += residual << subBits;
        int learned = residual * gain / (1 << (8 - subBits));
        state.velocities[at] = Predictor.bounded(state.velocities[at] + learned, Predictor.MAX_VELOCITY);
    }

    /// The value of a field that many ticks from now if nothing changes; 0 to 64 ticks.
    static int ahead(StreamState state, int slot, KindLayout kind, int field, int ticks) {
        int value = state.rows.value(slot, field);
        for (int axis = 0; axis < kind.linear.length; axis++) {
            if (kind.linear[axis] == field) {
                return linearAhead(state, slot * state.axes + axis, kind, axis, ticks);
            }
        }
        for (int angle = 0; angle < kind.angles.length; angle++) {
            if (kind.angles[angle] == field) {
                int turned = state.turnRates[slot * state.turns + angle] * ticks / (state.ticks << 8);
                return value + turned & kind.levels[field] - 1;
            }
        }
        return value;
    }

    private static int linearAhead(StreamState state, int at, KindLayout kind, int axis, int ticks) {
        int subBits = kind.subBits[axis];
        int last = (kind.levels[kind.linear[axis]] << subBits) - 1;
        double position = state.positions[at] + (double) state.velocities[at] * ticks / state.ticks;
        return (int) Math.min(last, Math.max(0, Math.floor(position))) >> subBits;
    }
}
