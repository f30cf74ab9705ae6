package dev.rookery.protocol.delta;

import org.jspecify.annotations.Nullable;

/// What an entity that is not as predicted tells: residuals, then its other fields. Both directions.
final class UpdateSyntax {
    private final SpawnSyntax spawns;
    private final int[] residuals;

    UpdateSyntax(SpawnSyntax spawns, int widest) {
        this.spawns = spawns;
        residuals = new int[widest];
    }

    void update(StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        int row = slot * state.rows.stride;
        int from = state.ids[slot] * state.rows.stride;
        int[] values = state.rows.values;
        boolean relaunched = kind.ballistic && relaunched(state, truth, slot, kind, coder);
        int moved = 0;
        for (int axis = 0; axis < kind.linear.length; axis++) {
            int field = kind.linear[axis];
            int history = state.histories[slot * (state.axes + state.turns) + axis];
            int context = kind.residuals[axis] + linearContext(state, slot, axis, kind, history);
            int residual = truth == null ? 0 : truth.values[from + field] - values[row + field];
            residual = coder.signed(context, residual, History.sign(history));
            int value = values[row + field] + residual;
            if (value < 0 || value >= kind.levels[field]) {
                coder.fail(FrameError.VALUE);
                return;
            }
            values[row + field] = value;
            residuals[axis] = residual;
            moved |= residual;
        }
        for (int angle = 0; angle < kind.angles.length; angle++) {
            int field = kind.angles[angle];
            int levels = kind.levels[field];
            int history = state.histories[slot * (state.axes + state.turns) + state.axes + angle];
            int context = kind.turns[angle]
                    + Math.min(5, History.last(history)) * 4
                    + Math.min(3, History.beforeLast(history));
            int residual = truth == null ? 0 : wrapped(truth.values[from + field] - values[row + field], levels);
            residual = coder.signed(context, residual, History.sign(history));
            if (residual < -(levels >> 1) || residual >= levels >> 1) {
                coder.fail(FrameError.VALUE);
                return;
            }
            values[row + field] = values[row + field] + residual & levels - 1;
            residuals[kind.linear.length + angle] = residual;
            moved |= residual;
        }
        others(values, truth, from, row, kind, coder, moved != 0);
        Motion.correct(state, slot, kind, residuals);
        if (relaunched) {
            spawns.relaunch(state, truth, slot, kind, coder);
        }
    }

    /// To `-levels / 2 .. levels / 2 - 1`; levels is a power of two.
    static int wrapped(int difference, int levels) {
        int half = levels >> 1;
        return (difference + half & levels - 1) - half;
    }

    private int linearContext(StreamState state, int slot, int axis, KindLayout kind, int history) {
        int other = axis ^ 1;
        int length = 0;
        if (other < axis) {
            length = History.length(residuals[other]);
        } else if (other < kind.linear.length) {
            length = History.last(state.histories[slot * (state.axes + state.turns) + other]);
        }
        int steered = kind.ballistic && state.steered[slot] ? Orders.RESIDUAL.length : 0;
        return steered
                + Math.min(5, History.last(history)) * 8
                + Math.min(3, History.beforeLast(history)) * 2
                + (length >= 3 ? 1 : 0);
    }

    /// What kind of flight follows: as before, steered instead of straight or the reverse, or a new launch (true).
    private boolean relaunched(StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        boolean steered = state.steered[slot];
        Flight next = truth == null ? Flight.AS_BEFORE : Flight.of(state, truth, slot, kind);
        if (coder.bit(kind.turned + (steered ? 1 : 0), next == Flight.AS_BEFORE ? 0 : 1) == 0) {
            return false;
        }
        if (coder.bit(kind.relaunched, next == Flight.RELAUNCHED ? 1 : 0) != 0) {
            return true;
        }
        state.steered[slot] = !steered;
        return false;
    }

    private static void others(
            int[] values,
            @Nullable EntityRows truth,
            int from,
            int row,
            KindLayout kind,
            Coder coder,
            boolean moved) {
        if (kind.others.length + kind.flags.length == 0) {
            return;
        }
        // An entity that changed without moving has changed in something else.
        if (moved) {
            int differs = truth != null && othersDiffer(values, truth.values, from, row, kind) ? 1 : 0;
            if (coder.bit(kind.othersChanged, differs) == 0) {
                return;
            }
        }
        for (int i = 0; i < kind.others.length; i++) {
            int field = kind.others[i];
            int next = truth == null ? 0 : truth.values[from + field];
            if (coder.bit(kind.otherChanged[i], truth != null && next != values[row + field] ? 1 : 0) != 0) {
                int value = other(kind, i, values[row + field], next, coder);
                if (value < 0 || value >= kind.levels[field]) {
                    coder.fail(FrameError.VALUE);
                    return;
                }
                values[row + field] = value;
            }
        }
        if (kind.flags.length > 0) {
            flags(values, truth, from, row, kind, coder);
        }
    }

    private static boolean othersDiffer(int[] values, int[] truth, int from, int row, KindLayout kind) {
        for (int field : kind.others) {
            if (values[row + field] != truth[from + field]) {
                return true;
            }
        }
        return flagsDiffer(values, truth, from, row, kind);
    }

    private static boolean flagsDiffer(int[] values, int[] truth, int from, int row, KindLayout kind) {
        for (int field : kind.flags) {
            if (values[row + field] != truth[from + field]) {
                return true;
            }
        }
        return false;
    }

    private static int other(KindLayout kind, int index, int value, int next, Coder coder) {
        int field = kind.others[index];
        if (kind.scalars[field]) {
            return value + coder.signed(kind.otherValues[index], next - value, 0);
        }
        return kind.symbols[field]
                ? SpawnSyntax.tree(coder, kind.otherValues[index], kind.bits[field], next)
                : coder.raw(kind.rawValues[field], kind.bits[field], next);
    }

    private static void flags(
            int[] values, @Nullable EntityRows truth, int from, int row, KindLayout kind, Coder coder) {
        boolean differ = truth != null && flagsDiffer(values, truth.values, from, row, kind);
        if (coder.bit(kind.flagsChanged, differ ? 1 : 0) == 0) {
            return;
        }
        for (int i = 0; i < kind.flags.length; i++) {
            int at = row + kind.flags[i];
            int next = truth == null ? 0 : truth.values[from + kind.flags[i]];
            values[at] ^= coder.bit(kind.flagBits + i, truth == null ? 0 : values[at] ^ next);
        }
    }

}
