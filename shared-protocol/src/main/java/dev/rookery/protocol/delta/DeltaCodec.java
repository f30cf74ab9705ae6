package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The syntax of frames, written once for both directions: every value goes through the [Coder], and the lines that
/// follow update the state alike on both ends. The grammar is in the module's README.
///
/// Owns scratch arrays, so one instance belongs to one thread. Allocates nothing after construction. Cost: O(slots up
/// to the last live one) per frame.
final class DeltaCodec {
    private static final int NO_RUN = -1;

    final KindLayout[] kinds;
    private final Contexts contexts = new Contexts();
    private final int capacity;
    private final int kindBits;
    private final int[] residuals;
    private final int[][] lastKeyed; // by kind: the values of the last entity of a keyframe

    private final int despawnCount;
    private final int despawnGap;
    private final int spawnCount;
    private final int spawnGap;
    private final int idleRun;
    private final int kindTree;
    private final int liveCount;
    private final int liveGap;
    private final int resting;
    private final int calm;
    private final int still;
    private final int keyVelocity;
    private final int keyTurnRate;

    DeltaCodec(GameSchema schema) {
        capacity = schema.entities().isEmpty() ? 0 : schema.maxEntities();
        kindBits = 32 - Integer.numberOfLeadingZeros(Math.max(0, schema.entities().size() - 1));
        despawnCount = contexts.unsigned(0);
        despawnGap = contexts.unsigned(4);
        spawnCount = contexts.unsigned(0);
        spawnGap = contexts.unsigned(2);
        idleRun = contexts.unsigned(3);
        liveCount = contexts.unsigned(5);
        liveGap = contexts.unsigned(0);
        kindTree = contexts.bits(1 << kindBits);
        resting = contexts.bits(1);
        calm = contexts.bits(1);
        still = contexts.bits(1);
        keyVelocity = contexts.signed(8);
        keyTurnRate = contexts.signed(6);
        kinds = schema.entities().stream()
                .map(kind -> new KindLayout(kind, capacity, contexts))
                .toArray(KindLayout[]::new);
        int widest = 0;
        lastKeyed = new int[kinds.length][];
        for (int i = 0; i < kinds.length; i++) {
            widest = Math.max(widest, kinds[i].fieldCount);
            lastKeyed[i] = new int[kinds[i].fieldCount];
        }
        residuals = new int[widest];
    }

    Contexts contexts() {
        return contexts;
    }

    /// No frame of this schema is longer.
    int maxFrameBytes() {
        int fields = 0;
        for (KindLayout kind : kinds) {
            fields = Math.max(fields, kind.fieldCount);
        }
        // A number takes at most 61 bits. An entity has up to three gaps or runs and, per field, a number and its
        // predictor's state; a ballistic one its launch. The sum is capped where no message can follow.
        long bits = 512L * (fields + 1) + capacity * (256L + fields * 160L);
        return (int) Math.min(1 << 26, bits / 8 + 1);
    }

    /// One frame. `truth` is the tick to be sent when writing, null when reading. After a failed read the state is
    /// worthless.
    void step(StreamState state, @Nullable EntityRows truth, Coder coder) {
        state.frame = state.frame + 1 & 0xFF;
        despawns(state, truth, coder);
        if (!coder.failed()) {
            updates(state, truth, coder);
        }
        if (!coder.failed()) {
            spawns(state, truth, coder);
        }
    }

    private void despawns(StreamState state, @Nullable EntityRows truth, Coder coder) {
        EntityRows rows = state.rows;
        int count = 0;
        if (truth != null) {
            for (int slot = 0; slot < rows.end; slot++) {
                if (rows.kinds[slot] != EntityRows.FREE && isGone(state, truth, slot)) {
                    state.despawned[count++] = slot;
                }
            }
        }
        count = coder.unsigned(despawnCount, count);
        if (count > rows.live) {
            coder.fail(FrameError.COUNT);
            return;
        }
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int gap = coder.unsigned(despawnGap, truth == null ? 0 : state.despawned[i] - previous - 1);
            int slot = previous + 1 + gap;
            if (coder.failed() || slot >= rows.end || rows.kinds[slot] == EntityRows.FREE) {
                coder.fail(FrameError.SLOT);
                return;
            }
            rows.despawn(slot);
            state.despawned[i] = slot;
            previous = slot;
        }
        state.despawnedCount = count;
    }

    private static boolean isGone(StreamState state, EntityRows truth, int slot) {
        return truth.kinds[slot] == EntityRows.FREE || truth.generations[slot] != state.sourceGenerations[slot];
    }

    private void updates(StreamState state, @Nullable EntityRows truth, Coder coder) {
        EntityRows rows = state.rows;
        int end = rows.end;
        for (int slot = 0; slot < end; slot++) {
            if (rows.kinds[slot] != EntityRows.FREE) {
                Motion.predict(state, slot, kinds[rows.kinds[slot]]);
            }
        }
        boolean runs = coder.usesRuns();
        int run = NO_RUN;
        for (int slot = 0; slot < end; slot++) {
            if (rows.kinds[slot] == EntityRows.FREE) {
                continue;
            }
            KindLayout kind = kinds[rows.kinds[slot]];
            boolean changed;
            if (runs && state.activities[slot] == 0) {
                if (run == NO_RUN) {
                    run = coder.unsigned(idleRun, truth == null ? 0 : idleFrom(state, truth, slot));
                }
                changed = run == 0;
                run--;
            } else {
                int context = kind.changed + changedContext(state, slot, kind);
                changed = coder.bit(context, truth != null && differs(state, truth, slot) ? 1 : 0) != 0;
            }
            if (changed) {
                update(state, truth, slot, kind, coder);
                if (coder.failed()) {
                    return;
                }
            } else {
                Motion.keep(state, slot, kind);
            }
            if (truth != null && kind.ballistic) {
                state.sourceVelocities[slot * 2] = truth.launches[slot * 4 + 2];
                state.sourceVelocities[slot * 2 + 1] = truth.launches[slot * 4 + 3];
            }
        }
        if (run > 0) {
            coder.fail(FrameError.COUNT);
        }
    }

    /// Idle entities from this one on that are as predicted, before the next idle one that is not.
    private int idleFrom(StreamState state, EntityRows truth, int first) {
        EntityRows rows = state.rows;
        int idle = 0;
        for (int slot = first; slot < rows.end; slot++) {
            if (rows.kinds[slot] != EntityRows.FREE && state.activities[slot] == 0) {
                if (differs(state, truth, slot)) {
                    return idle;
                }
                idle++;
            }
        }
        return idle;
    }

    private boolean differs(StreamState state, EntityRows truth, int slot) {
        int row = slot * state.rows.stride;
        int end = row + kinds[state.rows.kinds[slot]].fieldCount;
        return !Arrays.equals(state.rows.values, row, end, truth.values, row, end);
    }

    /// Activity, whether an axis and whether an angle was off the last time.
    private static int changedContext(StreamState state, int slot, KindLayout kind) {
        int tracks = slot * (state.axes + state.turns);
        int moved = 0;
        for (int axis = 0; axis < kind.linear.length; axis++) {
            moved |= History.last(state.histories[tracks + axis]);
        }
        int turned = 0;
        for (int angle = 0; angle < kind.angles.length; angle++) {
            turned |= History.last(state.histories[tracks + state.axes + angle]);
        }
        return state.activities[slot] + (moved == 0 ? 0 : 4) + (turned == 0 ? 0 : 8);
    }

    private void update(StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        int row = slot * state.rows.stride;
        int[] values = state.rows.values;
        boolean relaunched = kind.ballistic && flight(state, truth, slot, kind, coder);
        int moved = 0;
        for (int axis = 0; axis < kind.linear.length; axis++) {
            int field = kind.linear[axis];
            int history = state.histories[slot * (state.axes + state.turns) + axis];
            int context = kind.residuals[axis] + linearContext(state, slot, axis, kind, history);
            int residual = truth == null ? 0 : truth.values[row + field] - values[row + field];
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
                    + Math.min(3, History.last(history)) * 4
                    + Math.min(3, History.beforeLast(history));
            int residual = truth == null ? 0 : wrapped(truth.values[row + field] - values[row + field], levels);
            residual = coder.signed(context, residual, History.sign(history));
            if (residual < -(levels >> 1) || residual >= levels >> 1) {
                coder.fail(FrameError.VALUE);
                return;
            }
            values[row + field] = values[row + field] + residual & levels - 1;
            residuals[kind.linear.length + angle] = residual;
            moved |= residual;
        }
        others(state, truth, slot, kind, coder, moved != 0);
        Motion.correct(state, slot, kind, residuals);
        if (relaunched) {
            launch(state, truth, slot, kind, coder);
        }
    }

    /// To [-levels / 2, levels / 2); levels is a power of two.
    private static int wrapped(int difference, int levels) {
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
        return Math.min(5, History.last(history)) * 8
                + Math.min(3, History.beforeLast(history)) * 2
                + (length >= 3 ? 1 : 0);
    }

    /// What kind of flight follows: as before, steered instead of straight or the reverse, or a new launch (true).
    private boolean flight(StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        boolean steered = state.steered[slot];
        Flight next = truth == null ? Flight.AS_BEFORE : Flight.of(state, truth, slot);
        if (coder.bit(kind.turned + (steered ? 1 : 0), next == Flight.AS_BEFORE ? 0 : 1) == 0) {
            return false;
        }
        if (coder.bit(kind.relaunched, next == Flight.RELAUNCHED ? 1 : 0) != 0) {
            return true;
        }
        state.steered[slot] = !steered;
        return false;
    }

    /// The exact flight of a ballistic entity; the row holds its quantised position.
    private void launch(StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        for (int axis = 0; axis < 2; axis++) {
            int subBits = kind.subBits[axis];
            int coarser = 8 - subBits;
            int fraction = truth == null ? 0 : truth.launches[slot * 4 + axis] >> coarser;
            int velocity = truth == null ? 0 : truth.launches[slot * 4 + 2 + axis] >> coarser;
            fraction = coder.raw(subBits, fraction);
            velocity = coder.signed(kind.launchVelocity, Motion.bounded(velocity), 0);
            if (Math.abs(velocity) > Predictor.MAX_VELOCITY) {
                coder.fail(FrameError.VALUE);
                return;
            }
            int cell = state.rows.values[slot * state.rows.stride + kind.linear[axis]] << subBits;
            state.positions[slot * state.axes + axis] = cell + fraction;
            state.velocities[slot * state.axes + axis] = velocity;
            state.histories[slot * (state.axes + state.turns) + axis] = 0;
        }
        state.steered[slot] = false;
    }

    private static void others(
            StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder, boolean moved) {
        if (!kind.hasOthers()) {
            return;
        }
        int row = slot * state.rows.stride;
        int[] values = state.rows.values;
        // An entity that changed without moving has changed in something else.
        if (moved) {
            int differs = truth != null && othersDiffer(values, truth.values, row, kind) ? 1 : 0;
            if (coder.bit(kind.othersChanged, differs) == 0) {
                return;
            }
        }
        for (int i = 0; i < kind.others.length; i++) {
            int field = kind.others[i];
            int next = truth == null ? 0 : truth.values[row + field];
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
            flags(values, truth, row, kind, coder);
        }
    }

    private static boolean othersDiffer(int[] values, int[] truth, int row, KindLayout kind) {
        for (int field : kind.others) {
            if (values[row + field] != truth[row + field]) {
                return true;
            }
        }
        return flagsDiffer(values, truth, row, kind);
    }

    private static boolean flagsDiffer(int[] values, int[] truth, int row, KindLayout kind) {
        for (int field : kind.flags) {
            if (values[row + field] != truth[row + field]) {
                return true;
            }
        }
        return false;
    }

    private static int other(KindLayout kind, int index, int value, int next, Coder coder) {
        int field = kind.others[index];
        if (kind.isScalar(field)) {
            return value + coder.signed(kind.otherValues[index], next - value, 0);
        }
        return kind.symbols[field]
                ? tree(coder, kind.otherValues[index], kind.bits[field], next)
                : coder.raw(kind.bits[field], next);
    }

    private static void flags(int[] values, @Nullable EntityRows truth, int row, KindLayout kind, Coder coder) {
        boolean differ = truth != null && flagsDiffer(values, truth.values, row, kind);
        if (coder.bit(kind.flagsChanged, differ ? 1 : 0) == 0) {
            return;
        }
        for (int i = 0; i < kind.flags.length; i++) {
            int at = row + kind.flags[i];
            values[at] ^= coder.bit(kind.flagBits + i, truth == null ? 0 : values[at] ^ truth.values[at]);
        }
    }

    /// A symbol of `bits` bits, the most significant first, each in the context of those before it.
    private static int tree(Coder coder, int first, int bits, int value) {
        int node = 1;
        for (int bit = bits - 1; bit >= 0; bit--) {
            node = node << 1 | coder.bit(first + node, value >> bit & 1);
        }
        return node - (1 << bits);
    }

    private void spawns(StreamState state, @Nullable EntityRows truth, Coder coder) {
        EntityRows rows = state.rows;
        int count = 0;
        if (truth != null) {
            for (int slot = 0; slot < truth.end; slot++) {
                if (truth.kinds[slot] != EntityRows.FREE && rows.kinds[slot] == EntityRows.FREE) {
                    state.spawned[count++] = slot;
                }
            }
        }
        count = coder.unsigned(spawnCount, count);
        if (count > capacity - rows.live) {
            coder.fail(FrameError.COUNT);
            return;
        }
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int gap = coder.unsigned(spawnGap, truth == null ? 0 : state.spawned[i] - previous - 1);
            int slot = previous + 1 + gap;
            if (coder.failed() || slot >= capacity || rows.kinds[slot] != EntityRows.FREE) {
                coder.fail(FrameError.SLOT);
                return;
            }
            KindLayout kind = entity(rows, truth, slot, state.frame, state.lastSpawned, coder);
            if (coder.failed()) {
                return;
            }
            state.rest(slot, kind);
            if (kind.ballistic) {
                launch(state, truth, slot, kind, coder);
            }
            if (truth != null) {
                state.sourceGenerations[slot] = truth.generations[slot];
                if (kind.ballistic) {
                    state.sourceVelocities[slot * 2] = truth.launches[slot * 4 + 2];
                    state.sourceVelocities[slot * 2 + 1] = truth.launches[slot * 4 + 3];
                }
            }
            state.spawned[i] = slot;
            previous = slot;
        }
        state.spawnedCount = count;
    }

    /// A whole row: the kind, then every field; those that do not move may equal the last ones of their kind.
    private KindLayout entity(
            EntityRows rows, @Nullable EntityRows truth, int slot, int generation, int[][] lastOfKind, Coder coder) {
        int kindNumber = tree(coder, kindTree, kindBits, truth == null ? 0 : truth.kinds[slot]);
        if (kindNumber >= kinds.length) {
            coder.fail(FrameError.KIND);
            return kinds[0];
        }
        KindLayout kind = kinds[kindNumber];
        int row = slot * rows.stride;
        int[] last = lastOfKind[kindNumber];
        if (truth != rows) {
            rows.spawn(slot, kindNumber, generation);
        }
        for (int i = 0; i < kind.others.length; i++) {
            int field = kind.others[i];
            int value = truth == null ? 0 : truth.values[row + field];
            if (coder.bit(kind.alike + i, truth != null && value == last[field] ? 1 : 0) != 0) {
                value = last[field];
            } else {
                value = kind.symbols[field]
                        ? tree(coder, kind.otherValues[i], kind.bits[field], value)
                        : coder.raw(kind.bits[field], value);
                if (value >= kind.levels[field]) {
                    coder.fail(FrameError.VALUE);
                    return kind;
                }
            }
            rows.values[row + field] = value;
            last[field] = value;
        }
        if (kind.flags.length > 0) {
            spawnFlags(rows.values, truth, row, kind, last, coder);
        }
        rawFields(rows.values, truth, row, kind, kind.angles, coder);
        rawFields(rows.values, truth, row, kind, kind.linear, coder);
        return kind;
    }

    private static void spawnFlags(
            int[] values, @Nullable EntityRows truth, int row, KindLayout kind, int[] last, Coder coder) {
        boolean alike = truth != null;
        for (int field : kind.flags) {
            alike = alike && truth != null && truth.values[row + field] == last[field];
        }
        alike = coder.bit(kind.alike + kind.others.length, alike ? 1 : 0) != 0;
        for (int field : kind.flags) {
            int value = alike ? last[field] : coder.raw(1, truth == null ? 0 : truth.values[row + field]);
            values[row + field] = value;
            last[field] = value;
        }
    }

    private static void rawFields(
            int[] values, @Nullable EntityRows truth, int row, KindLayout kind, int[] fields, Coder coder) {
        for (int field : fields) {
            int value = coder.raw(kind.bits[field], truth == null ? 0 : truth.values[row + field]);
            if (value >= kind.levels[field]) {
                coder.fail(FrameError.VALUE);
                return;
            }
            values[row + field] = value;
        }
    }

    /// The whole state of a stream. Writing leaves it as it is; reading starts from a cleared one.
    void keyframe(StreamState state, boolean writing, Coder coder) {
        EntityRows rows = state.rows;
        EntityRows truth = writing ? rows : null;
        if (!writing) {
            rows.clear();
        }
        state.frame = coder.raw(8, state.frame);
        for (int i = 0; i < kinds.length; i++) {
            Arrays.fill(lastKeyed[i], 0);
            rawValues(state.lastSpawned[i], kinds[i], kinds[i].others, coder);
            rawValues(state.lastSpawned[i], kinds[i], kinds[i].flags, coder);
        }
        int count = coder.unsigned(liveCount, rows.live);
        if (coder.failed() || count > capacity) {
            coder.fail(FrameError.COUNT);
            return;
        }
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int gap = coder.unsigned(liveGap, writing ? nextLive(rows, previous) - previous - 1 : 0);
            int slot = previous + 1 + gap;
            if (coder.failed() || slot >= capacity) {
                coder.fail(FrameError.SLOT);
                return;
            }
            int generation = coder.raw(8, rows.generations[slot]);
            KindLayout kind = entity(rows, truth, slot, generation, lastKeyed, coder);
            if (coder.failed()) {
                return;
            }
            if (!writing) {
                state.rest(slot, kind);
            }
            predictor(state, slot, kind, coder);
            if (coder.failed()) {
                return;
            }
            previous = slot;
        }
    }

    private static int nextLive(EntityRows rows, int previous) {
        int slot = previous + 1;
        while (rows.kinds[slot] == EntityRows.FREE) {
            slot++;
        }
        return slot;
    }

    private static void rawValues(int[] values, KindLayout kind, int[] fields, Coder coder) {
        for (int field : fields) {
            int value = coder.raw(kind.bits[field], values[field]);
            if (value >= kind.levels[field]) {
                coder.fail(FrameError.VALUE);
            }
            values[field] = value;
        }
    }

    private void predictor(StreamState state, int slot, KindLayout kind, Coder coder) {
        state.activities[slot] = coder.raw(2, state.activities[slot]);
        if (kind.ballistic) {
            state.steered[slot] = coder.raw(1, state.steered[slot] ? 1 : 0) != 0;
        }
        int tracks = slot * (state.axes + state.turns);
        for (int axis = 0; axis < kind.linear.length; axis++) {
            int at = slot * state.axes + axis;
            int subBits = kind.subBits[axis];
            int cell = state.rows.values[slot * state.rows.stride + kind.linear[axis]] << subBits;
            int centre = cell + (1 << subBits >> 1);
            boolean rests = state.positions[at] == centre && state.velocities[at] == 0 && state.histories[tracks + axis] == 0;
            if (coder.bit(resting, rests ? 1 : 0) != 0) {
                continue;
            }
            state.positions[at] = cell + coder.raw(subBits, state.positions[at] - cell);
            state.velocities[at] = rate(state.velocities[at], Predictor.MAX_VELOCITY, keyVelocity, coder);
            state.histories[tracks + axis] = history(state.histories[tracks + axis], coder);
        }
        for (int angle = 0; angle < kind.angles.length; angle++) {
            int at = slot * state.turns + angle;
            int half = kind.levels[kind.angles[angle]] << 7;
            state.turnRates[at] = rate(state.turnRates[at], half, keyTurnRate, coder);
            int track = tracks + state.axes + angle;
            state.histories[track] = history(state.histories[track], coder);
        }
    }

    private int rate(int value, int bound, int context, Coder coder) {
        if (coder.bit(still, value == 0 ? 1 : 0) != 0) {
            return 0;
        }
        int rate = coder.signed(context, value, 0);
        if (rate < -bound || rate > bound) {
            coder.fail(FrameError.VALUE);
            return 0;
        }
        return rate;
    }

    private int history(int value, Coder coder) {
        if (coder.bit(calm, value == 0 ? 1 : 0) != 0) {
            return 0;
        }
        int history = coder.raw(History.BITS, value);
        if (History.sign(history) > 2) {
            coder.fail(FrameError.VALUE);
            return 0;
        }
        return history;
    }
}
