package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The whole state of a stream, predictor included: both directions.
final class KeyframeSyntax {
    private final KindLayout[] kinds;
    private final SpawnSyntax spawns;
    private final int capacity;
    private final int slots;
    private final int[][] lastKeyed; // by kind: the values of the last entity
    private final int frameNumber;
    private final int generation;
    private final int memory;
    private final int liveCount;
    private final int liveGap;
    private final int activity;
    private final int steered;
    private final int launched;
    private final int resting;
    private final int calm;
    private final int still;
    private final int fraction;
    private final int history;
    private final int velocity;
    private final int turnRate;
    private final int remembered;
    private final int speed;
    private final int launchClass;
    private final int reach;
    private final int id;
    private final int idBits;

    KeyframeSyntax(GameSchema schema, Contexts contexts, KindLayout[] kinds, SpawnSyntax spawns) {
        this.kinds = kinds;
        this.spawns = spawns;
        capacity = schema.roomKinds().isEmpty() ? 0 : schema.maxEntities();
        boolean cells = !schema.cells().isNone();
        slots = cells ? 2 * capacity : capacity; // a cell gives no slot twice in a frame
        lastKeyed = new int[kinds.length][];
        for (int i = 0; i < kinds.length; i++) {
            lastKeyed[i] = new int[kinds[i].fieldCount];
        }
        // Contexts are numbered in the order of these lines.
        frameNumber = contexts.raw("key", "frame number");
        generation = contexts.raw("key", "generation");
        memory = contexts.raw("key", "last spawned");
        liveCount = contexts.unsigned("key", "live count", cells ? Orders.CELL_COUNT : Orders.LIVE_COUNT);
        liveGap = contexts.unsigned("key", "live gap", Orders.LIVE_GAP);
        activity = contexts.raw("key", "activity");
        steered = contexts.bits("key", "is steered", 1);
        launched = contexts.bits("key", "launched", 1);
        resting = contexts.bits("key", "resting", 1);
        calm = contexts.bits("key", "calm", 1);
        still = contexts.bits("key", "still", 1);
        fraction = contexts.raw("key", "fraction");
        history = contexts.raw("key", "history");
        velocity = contexts.signed("key", "velocity", Orders.KEY_VELOCITY);
        turnRate = contexts.signed("key", "turn rate", Orders.KEY_TURN_RATE);
        remembered = contexts.bits("key", "remembered", 1);
        speed = contexts.unsigned("key", "speed", Orders.KEY_VELOCITY);
        launchClass = contexts.raw("key", "launch class");
        reach = contexts.signed("key", "reach", Orders.KEY_VELOCITY);
        id = cells ? contexts.raw("key", "id") : DeltaCodec.NONE;
        idBits = 32 - Integer.numberOfLeadingZeros(capacity - 1);
    }

    /// Writing leaves the state as it is; reading starts from a cleared one.
    void keyframe(StreamState state, boolean writing, Coder coder) {
        state.frame = coder.raw(frameNumber, 8, state.frame);
        contents(state, writing, coder);
    }

    /// A keyframe without the frame's number.
    void contents(StreamState state, boolean writing, Coder coder) {
        EntityRows rows = state.rows;
        EntityRows truth = writing ? rows : null;
        if (!writing) {
            state.clear();
        }
        beginRecords();
        for (int i = 0; i < kinds.length; i++) {
            lastSpawned(state.lastSpawned[i], kinds[i], kinds[i].others, coder);
            lastSpawned(state.lastSpawned[i], kinds[i], kinds[i].flags, coder);
            launches(state.launches[i], kinds[i], coder);
        }
        int count = coder.unsigned(liveCount, rows.live);
        if (coder.failed() || count > capacity) {
            coder.fail(FrameError.COUNT);
            return;
        }
        int previous = -1;
        for (int i = 0; i < count && !coder.failed(); i++) {
            previous = entity(state, truth, previous, coder);
        }
    }

    /// Records that follow are alike to each other, not to what came before.
    void beginRecords() {
        for (int[] last : lastKeyed) {
            Arrays.fill(last, 0);
        }
    }

    private int entity(StreamState state, @Nullable EntityRows truth, int previous, Coder coder) {
        EntityRows rows = state.rows;
        int gap = coder.unsigned(liveGap, truth == null ? 0 : nextLive(rows, previous) - previous - 1);
        int slot = previous + 1 + gap;
        if (coder.failed() || slot >= slots) {
            coder.fail(FrameError.SLOT);
            return slot;
        }
        record(state, truth != null, slot, coder);
        return slot;
    }

    /// One entity with its predictor's state: out of its slot, or into a free one.
    void record(StreamState state, boolean writing, int slot, Coder coder) {
        EntityRows rows = state.rows;
        EntityRows truth = writing ? rows : null;
        if (id != DeltaCodec.NONE) {
            int number = coder.raw(id, idBits, writing ? state.ids[slot] : 0);
            if (!writing && !state.enter(slot, number)) {
                coder.fail(FrameError.SLOT);
                return;
            }
        }
        int born = coder.raw(generation, 8, rows.generations[slot]);
        KindLayout kind = spawns.beginning(rows, truth, slot, slot, born, lastKeyed, coder);
        if (kind == null) {
            return;
        }
        spawns.absolute(rows, truth, slot, kind, coder);
        if (truth == null) {
            state.rest(slot, kind);
        }
        predictor(state, truth, slot, kind, coder);
    }

    private static int nextLive(EntityRows rows, int previous) {
        int slot = previous + 1;
        while (rows.kinds[slot] == EntityRows.FREE) {
            slot++;
        }
        return slot;
    }

    private void lastSpawned(int[] values, KindLayout kind, int[] fields, Coder coder) {
        for (int field : fields) {
            int value = coder.raw(memory, kind.bits[field], values[field]);
            if (value >= kind.levels[field]) {
                coder.fail(FrameError.VALUE);
                return;
            }
            values[field] = value;
        }
    }

    private void launches(LaunchMemory launches, KindLayout kind, Coder coder) {
        if (!kind.ballistic && kind.owner == KindLayout.NONE) {
            return;
        }
        for (int model = 0; model < kind.models; model++) {
            boolean known = launches.speeds[model] != 0
                    || launches.classes[model] != Orders.UNKNOWN_LAUNCH
                    || launches.reaches[model] != 0;
            if (coder.bit(remembered, known ? 1 : 0) == 0) {
                launches.forget(model);
                continue;
            }
            launches.speeds[model] = coder.unsigned(speed, launches.speeds[model]);
            launches.classes[model] = coder.raw(launchClass, 3, launches.classes[model]);
            launches.reaches[model] = coder.signed(reach, launches.reaches[model], 0);
            if (!launches.isValid(model)) {
                coder.fail(FrameError.VALUE);
                return;
            }
        }
    }

    private void predictor(StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        state.activities[slot] = coder.raw(activity, 2, state.activities[slot]);
        if (kind.ballistic) {
            state.steered[slot] = coder.bit(steered, state.steered[slot] ? 1 : 0) != 0;
        }
        boolean launched = kind.ballistic && !state.steered[slot] && launched(state, slot, kind, truth, coder);
        int tracks = slot * (state.axes + state.turns);
        for (int axis = 0; axis < kind.linear.length; axis++) {
            int at = slot * state.axes + axis;
            int subBits = kind.subBits[axis];
            int cell = state.rows.values[slot * state.rows.stride + kind.linear[axis]] << subBits;
            int centre = cell + (1 << subBits >> 1);
            if (launched && axis < 2) {
                state.positions[at] = cell + coder.raw(fraction, subBits, state.positions[at] - cell);
                state.histories[tracks + axis] = history(state.histories[tracks + axis], coder);
                continue;
            }
            boolean rests =
                    state.positions[at] == centre && state.velocities[at] == 0 && state.histories[tracks + axis] == 0;
            if (coder.bit(resting, rests ? 1 : 0) == 0) {
                state.positions[at] = cell + coder.raw(fraction, subBits, state.positions[at] - cell);
                state.velocities[at] = rate(state.velocities[at], Predictor.MAX_VELOCITY, velocity, coder);
                state.histories[tracks + axis] = history(state.histories[tracks + axis], coder);
            }
        }
        for (int angle = 0; angle < kind.angles.length; angle++) {
            int at = slot * state.turns + angle;
            int half = kind.levels[kind.angles[angle]] << 7;
            state.turnRates[at] = rate(state.turnRates[at], half, turnRate, coder);
            int track = tracks + state.axes + angle;
            state.histories[track] = history(state.histories[track], coder);
        }
    }

    /// Whether it flies at the speed of the last launch of its kind along its heading, as most do; its velocity is then
    /// known.
    private boolean launched(
            StreamState state, int slot, KindLayout kind, @Nullable EntityRows truth, Coder coder) {
        int x = spawns.launchVelocity(state, slot, kind, 0);
        int y = spawns.launchVelocity(state, slot, kind, 1);
        int at = slot * state.axes;
        boolean exact = truth != null && state.velocities[at] == x && state.velocities[at + 1] == y;
        if (coder.bit(launched, exact ? 1 : 0) == 0) {
            return false;
        }
        state.velocities[at] = x;
        state.velocities[at + 1] = y;
        return true;
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
        int lengths = coder.raw(history, History.BITS, value);
        if (History.sign(lengths) > 2) {
            coder.fail(FrameError.VALUE);
            return 0;
        }
        return lengths;
    }
}
