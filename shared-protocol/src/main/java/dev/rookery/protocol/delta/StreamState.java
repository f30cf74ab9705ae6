package dev.rookery.protocol.delta;

import java.util.Arrays;

/// What both ends of a stream know after a frame: the rows and, per entity, the predictor's state. Owned by the thread
/// of its encoder or decoder.
final class StreamState {
    final EntityRows rows;
    final int axes; // linear fields of the widest kind
    final int turns; // angles of the widest kind
    final int[] positions; // by slot and axis, sub-units
    final int[] velocities; // by slot and axis, sub-units per frame
    final int[] turnRates; // by slot and angle, 1/256 angle units per frame
    final int[] histories; // by slot and axis, then angle
    final int[] activities; // by slot, 0 to 3
    final boolean[] steered; // by slot: a ballistic entity that has left its straight flight
    final int[][] lastSpawned; // by kind: the values of the last spawn
    final LaunchMemory[] launches; // by kind
    final int ticks; // ticks from frame to frame
    int frame; // counts frames, wraps at 256

    // Known to the encoder alone.
    final int[] sourceGenerations; // by slot
    final int[] sourceVelocities; // by slot, two each

    // What the last frame did; slots ascending.
    final int[] despawned;
    final int[] spawned;
    int despawnedCount;
    int spawnedCount;

    StreamState(EntityRows rows, KindLayout[] kinds, int ticks) {
        this.rows = rows;
        this.ticks = ticks;
        int widestAxes = 0;
        int widestTurns = 0;
        boolean ballistic = false;
        lastSpawned = new int[kinds.length][];
        launches = new LaunchMemory[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            widestAxes = Math.max(widestAxes, kinds[i].linear.length);
            widestTurns = Math.max(widestTurns, kinds[i].angles.length);
            ballistic |= kinds[i].ballistic;
            lastSpawned[i] = new int[kinds[i].fieldCount];
            launches[i] = new LaunchMemory(kinds[i].models);
        }
        int capacity = rows.capacity();
        axes = widestAxes;
        turns = widestTurns;
        positions = new int[capacity * axes];
        velocities = new int[capacity * axes];
        turnRates = new int[capacity * turns];
        histories = new int[capacity * (axes + turns)];
        activities = new int[capacity];
        steered = new boolean[ballistic ? capacity : 0];
        sourceGenerations = new int[capacity];
        sourceVelocities = new int[ballistic ? capacity * 2 : 0];
        despawned = new int[capacity];
        spawned = new int[capacity];
    }

    /// The predictor of a new entity: at rest in the middle of its cell, without a past, expected to move.
    void rest(int slot, KindLayout kind) {
        for (int axis = 0; axis < kind.linear.length; axis++) {
            centre(slot, axis, kind);
            velocities[slot * axes + axis] = 0;
        }
        Arrays.fill(turnRates, slot * turns, (slot + 1) * turns, 0);
        Arrays.fill(histories, slot * (axes + turns), (slot + 1) * (axes + turns), 0);
        activities[slot] = 1;
        if (steered.length > 0) {
            steered[slot] = false;
        }
    }

    void centre(int slot, int axis, KindLayout kind) {
        int subBits = kind.subBits[axis];
        positions[slot * axes + axis] =
                (rows.values[slot * rows.stride + kind.linear[axis]] << subBits) + (1 << subBits >> 1);
    }

    /// Hash over everything both ends share, for tests.
    int hash(KindLayout[] kinds) {
        int hash = EntityRows.mix(rows.hash(), frame);
        for (int slot = 0; slot < rows.end; slot++) {
            if (rows.kinds[slot] == EntityRows.FREE) {
                continue;
            }
            KindLayout kind = kinds[rows.kinds[slot]];
            hash = EntityRows.mix(hash, rows.generations[slot]);
            hash = EntityRows.mix(hash, activities[slot] << 1 | (kind.ballistic && steered[slot] ? 1 : 0));
            for (int axis = 0; axis < kind.linear.length; axis++) {
                hash = EntityRows.mix(hash, positions[slot * axes + axis]);
                hash = EntityRows.mix(hash, velocities[slot * axes + axis]);
                hash = EntityRows.mix(hash, histories[slot * (axes + turns) + axis]);
            }
            for (int angle = 0; angle < kind.angles.length; angle++) {
                hash = EntityRows.mix(hash, turnRates[slot * turns + angle]);
                hash = EntityRows.mix(hash, histories[slot * (axes + turns) + axes + angle]);
            }
        }
        for (int kind = 0; kind < kinds.length; kind++) {
            LaunchMemory memory = launches[kind];
            hash = mixed(mixed(hash, lastSpawned[kind]), memory.speeds);
            hash = mixed(mixed(hash, memory.classes), memory.reaches);
        }
        return hash;
    }

    private static int mixed(int hash, int[] values) {
        for (int value : values) {
            hash = EntityRows.mix(hash, value);
        }
        return hash;
    }
}
