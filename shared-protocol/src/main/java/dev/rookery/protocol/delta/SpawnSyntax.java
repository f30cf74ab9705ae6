package dev.rookery.protocol.delta;

import org.jspecify.annotations.Nullable;

/// A whole row, and how a new entity flies: both directions. Positions and headings may be told relative to the entity
/// that a row refers to, and a flight relative to its heading; what has been learned for that is in [LaunchMemory].
final class SpawnSyntax {
    private static final int MAX_AGE = 3; // ticks since a launch from a whole unit that two bits can tell
    private static final int MAX_REACH = 1 << 15;

    private final KindLayout[] kinds;
    private final int kindTree;
    private final int kindBits;

    // Of the entity being coded: unit vector of its heading in 1/16384, flight per tick, and where its owner launches from.
    private final int[] heading = new int[2];
    private final int[] velocities = new int[2];
    private final int[] fractions = new int[2];
    private final int[] origin = new int[2];
    private int age; // ticks since it left a whole unit, 0 where that is not known

    SpawnSyntax(KindLayout[] kinds, int kindTree, int kindBits) {
        this.kinds = kinds;
        this.kindTree = kindTree;
        this.kindBits = kindBits;
    }

    /// The kind and every field that does not move, into a free slot or, writing a keyframe, out of a live one. These
    /// may equal the last ones of their kind.
    ///
    /// @return null after a fault
    @Nullable KindLayout beginning(
            EntityRows rows,
            @Nullable EntityRows truth,
            int source,
            int slot,
            int generation,
            int[][] lastOfKind,
            Coder coder) {
        int number = tree(coder, kindTree, kindBits, truth == null ? 0 : truth.kinds[source]);
        if (number >= kinds.length) {
            coder.fail(FrameError.KIND);
            return null;
        }
        KindLayout kind = kinds[number];
        int row = slot * rows.stride;
        int from = source * rows.stride;
        int[] last = lastOfKind[number];
        if (truth != rows) {
            rows.spawn(slot, number, generation);
        }
        for (int i = 0; i < kind.others.length; i++) {
            int field = kind.others[i];
            int value = truth == null ? 0 : truth.values[from + field];
            if (coder.bit(kind.alike + i, value == last[field] ? 1 : 0) != 0) {
                value = last[field];
            } else {
                value = kind.symbols[field]
                        ? tree(coder, kind.otherValues[i], kind.bits[field], value)
                        : coder.raw(kind.rawValues[field], kind.bits[field], value);
                if (value >= kind.levels[field]) {
                    coder.fail(FrameError.VALUE);
                    return null;
                }
            }
            rows.values[row + field] = value;
            last[field] = value;
        }
        if (kind.flags.length > 0) {
            flags(rows.values, truth, from, row, kind, last, coder);
        }
        return coder.failed() ? null : kind;
    }

    private static void flags(
            int[] values, @Nullable EntityRows truth, int from, int row, KindLayout kind, int[] last, Coder coder) {
        boolean alike = true;
        for (int field : kind.flags) {
            alike = alike && truth != null && truth.values[from + field] == last[field];
        }
        alike = coder.bit(kind.alike + kind.others.length, alike ? 1 : 0) != 0;
        for (int field : kind.flags) {
            int value = truth == null ? 0 : truth.values[from + field];
            value = alike ? last[field] : coder.raw(kind.rawValues[field], 1, value);
            values[row + field] = value;
            last[field] = value;
        }
    }

    /// Angles and positions by themselves.
    void absolute(EntityRows rows, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        int row = slot * rows.stride;
        for (int field : kind.angles) {
            raw(rows.values, truth, row, row, kind, field, coder);
        }
        for (int field : kind.linear) {
            raw(rows.values, truth, row, row, kind, field, coder);
        }
    }

    private static void raw(
            int[] values, @Nullable EntityRows truth, int from, int row, KindLayout kind, int field, Coder coder) {
        int value = truth == null ? 0 : truth.values[from + field];
        value = coder.raw(kind.rawValues[field], kind.bits[field], value);
        if (value >= kind.levels[field]) {
            coder.fail(FrameError.VALUE);
            value = 0;
        }
        values[row + field] = value;
    }

    /// Angles, flight and positions of a new entity, as far as possible from those of its owner.
    void moving(StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        EntityRows rows = state.rows;
        int row = slot * rows.stride;
        int from = state.ids[slot] * rows.stride;
        int owner = ownerOf(state, slot, kind);
        for (int i = 0; i < kind.angles.length; i++) {
            if (i > 0 || owner < 0 || !aimed(rows, truth, from, row, owner, kind, coder)) {
                raw(rows.values, truth, from, row, kind, kind.angles[i], coder);
            }
        }
        turnTo(rows.values, row, kind);
        age = 0;
        if (kind.ballistic) {
            flight(state, truth, slot, kind, coder);
        }
        int first = owner >= 0 && near(state, truth, slot, owner, kind, coder) ? 2 : 0;
        for (int axis = first; axis < kind.linear.length; axis++) {
            raw(rows.values, truth, from, row, kind, kind.linear[axis], coder);
        }
        if (coder.failed()) {
            return;
        }
        state.rest(slot, kind);
        if (kind.ballistic) {
            fly(state, slot, kind);
        }
    }

    /// A new flight of a live entity, whose row is up to date.
    void relaunch(StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        turnTo(state.rows.values, slot * state.rows.stride, kind);
        flight(state, truth, slot, kind, coder);
        if (!coder.failed()) {
            fly(state, slot, kind);
        }
    }

    /// Velocity per frame of a live entity that flies as the last launch of its kind did.
    int launchVelocity(StreamState state, int slot, KindLayout kind, int axis) {
        int row = slot * state.rows.stride;
        turnTo(state.rows.values, row, kind);
        int speed = state.launches[state.rows.kinds[slot]].speeds[kind.modelOf(state.rows.values, row)];
        int velocity = LaunchMemory.along(speed, heading[axis]);
        return Predictor.bounded(velocity, Predictor.MAX_VELOCITY / state.ticks) * state.ticks;
    }

    private void turnTo(int[] values, int row, KindLayout kind) {
        boolean turns = kind.angles.length > 0;
        heading[0] = turns ? Sine.cosine(values[row + kind.angles[0]], kind.bits[kind.angles[0]]) : 0;
        heading[1] = turns ? Sine.sine(values[row + kind.angles[0]], kind.bits[kind.angles[0]]) : 0;
    }

    /// The live entity with a position that the row refers to, or -1.
    private int ownerOf(StreamState state, int slot, KindLayout kind) {
        EntityRows rows = state.rows;
        int id = kind.owner == KindLayout.NONE ? -1 : rows.values[slot * rows.stride + kind.owner] - 1;
        int owner = id < 0 ? -1 : state.slotOf(id);
        boolean placed = owner >= 0
                && owner != slot
                && rows.kinds[owner] != EntityRows.FREE
                && kinds[rows.kinds[owner]].linear.length >= 2;
        return placed ? owner : -1;
    }

    /// The first angle relative to the owner's first; false where it has none, or is not told so.
    private boolean aimed(
            EntityRows rows,
            @Nullable EntityRows truth,
            int source,
            int row,
            int owner,
            KindLayout kind,
            Coder coder) {
        KindLayout ownerKind = kinds[rows.kinds[owner]];
        int field = kind.angles[0];
        int levels = kind.levels[field];
        if (ownerKind.angles.length == 0 || ownerKind.levels[ownerKind.angles[0]] != levels) {
            return false;
        }
        int from = rows.values[owner * rows.stride + ownerKind.angles[0]];
        int off = truth == null ? 0 : UpdateSyntax.wrapped(truth.values[source + field] - from, levels);
        if (coder.bit(kind.aimed, Math.abs(off) <= levels >> 4 ? 1 : 0) == 0) {
            return false;
        }
        off = coder.signed(kind.aimedBy, off, 0);
        rows.values[row + field] = from + off & levels - 1;
        return true;
    }

    /// Velocity and fraction of the first two axes; the heading is known, the position may not be.
    private void flight(StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, Coder coder) {
        LaunchMemory memory = state.launches[state.rows.kinds[slot]];
        int model = kind.modelOf(state.rows.values, slot * state.rows.stride);
        int source = state.ids[slot] * 4;
        int context = kind.launchVelocity + memory.classes[model];
        int fastest = Predictor.MAX_VELOCITY / state.ticks;
        int greatest = 0;
        for (int axis = 0; axis < 2; axis++) {
            int expected = Predictor.bounded(LaunchMemory.along(memory.speeds[model], heading[axis]), fastest);
            int coarser = 8 - kind.subBits[axis];
            int velocity = truth == null ? 0 : Predictor.bounded(truth.launches[source + 2 + axis] >> coarser, fastest);
            int off = coder.signed(context, velocity - expected, 0);
            velocity = expected + off;
            if (velocity != Predictor.bounded(velocity, fastest)) {
                coder.fail(FrameError.VALUE);
                return;
            }
            velocities[axis] = velocity;
            fractions[axis] = truth == null ? 0 : truth.launches[source + axis] >> coarser;
            greatest = Math.max(greatest, Math.abs(off));
        }
        memory.classes[model] = Orders.launchClass(greatest);
        if (greatest > 0 && kind.angles.length > 0) {
            memory.learnSpeed(model, velocities[0], velocities[1], heading[0], heading[1]);
        }
        fraction(truth != null, kind, coder);
    }

    /// A launch from a whole unit leaves a fraction that follows from its age.
    private void fraction(boolean writing, KindLayout kind, Coder coder) {
        age = writing ? ageOfFraction(kind) : 0;
        if (coder.bit(kind.launchWhole, age >= 0 ? 1 : 0) != 0) {
            age = tree(coder, kind.launchAge, 2, age);
            for (int axis = 0; axis < 2; axis++) {
                fractions[axis] = age * velocities[axis] & (1 << kind.subBits[axis]) - 1;
            }
        } else {
            age = 0;
            for (int axis = 0; axis < 2; axis++) {
                fractions[axis] = coder.raw(kind.launchFraction, kind.subBits[axis], fractions[axis]);
            }
        }
    }

    private int ageOfFraction(KindLayout kind) {
        for (int i = 1; i <= MAX_AGE + 1; i++) {
            int ticks = i & MAX_AGE; // 0 is the least likely one
            int x = ticks * velocities[0] & (1 << kind.subBits[0]) - 1;
            int y = ticks * velocities[1] & (1 << kind.subBits[1]) - 1;
            if (x == fractions[0] && y == fractions[1]) {
                return ticks;
            }
        }
        return -1;
    }

    /// The first two axes relative to where the owner's launches come from.
    private boolean near(
            StreamState state, @Nullable EntityRows truth, int slot, int owner, KindLayout kind, Coder coder) {
        EntityRows rows = state.rows;
        int row = slot * rows.stride;
        LaunchMemory memory = state.launches[rows.kinds[slot]];
        int model = kind.modelOf(rows.values, row);
        int from = state.ids[slot] * rows.stride;
        boolean near = true;
        for (int axis = 0; axis < 2; axis++) {
            int levels = kind.levels[kind.linear[axis]];
            int start = rows.values[owner * rows.stride + kinds[rows.kinds[owner]].linear[axis]];
            int flown = (age * velocities[axis]) >> kind.subBits[axis];
            origin[axis] = start + (kind.ballistic ? flown : 0);
            int expected = expected(memory.reaches[model], axis, levels);
            near = near
                    && truth != null
                    && Math.abs(truth.values[from + kind.linear[axis]] - expected) <= levels >> 4;
        }
        if (coder.bit(kind.near, near ? 1 : 0) == 0) {
            return false;
        }
        for (int axis = 0; axis < 2; axis++) {
            int field = kind.linear[axis];
            int expected = expected(memory.reaches[model], axis, kind.levels[field]);
            int value = expected + coder.signed(kind.nearBy, truth == null ? 0 : truth.values[from + field] - expected, 0);
            if (value < 0 || value >= kind.levels[field]) {
                coder.fail(FrameError.VALUE);
                return true;
            }
            rows.values[row + field] = value;
        }
        int x = rows.values[row + kind.linear[0]] - origin[0];
        int y = rows.values[row + kind.linear[1]] - origin[1];
        if (Math.max(Math.abs(x), Math.abs(y)) < MAX_REACH) {
            memory.reaches[model] = (x * heading[0] + y * heading[1]) >> 14;
        }
        return true;
    }

    private int expected(int reach, int axis, int levels) {
        return Math.min(levels - 1, Math.max(0, origin[axis] + LaunchMemory.along(reach, heading[axis])));
    }

    private void fly(StreamState state, int slot, KindLayout kind) {
        for (int axis = 0; axis < 2; axis++) {
            int cell = state.rows.values[slot * state.rows.stride + kind.linear[axis]] << kind.subBits[axis];
            state.positions[slot * state.axes + axis] = cell + fractions[axis];
            state.velocities[slot * state.axes + axis] = velocities[axis] * state.ticks;
            state.histories[slot * (state.axes + state.turns) + axis] = 0;
        }
        state.steered[slot] = false;
    }

    /// A symbol of `bits` bits, the most significant first, each in the context of those before it.
    static int tree(Coder coder, int first, int bits, int value) {
        int node = 1;
        for (int bit = bits - 1; bit >= 0; bit--) {
            node = node << 1 | coder.bit(first + node, value >> bit & 1);
        }
        return node - (1 << bits);
    }
}
