package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What both ends of a stream know after a frame: the rows and, per entity, the predictor's state. The one stream of a
/// room has as many slots as the room, and an entity's slot is its id; the stream of a cell begins small, grows, and finds
/// its entities in the [Directory]. Owned by the thread of its encoder or decoder.
final class StreamState {
    private static final int FIRST_SLOTS = 8; // of a cell

    final EntityRows rows;
    final int axes; // linear fields of the widest kind
    final int turns; // angles of the widest kind
    final int[][] lastSpawned; // by kind: the values of the last spawn
    final LaunchMemory[] launches; // by kind
    final int ticks; // ticks from frame to frame
    int[] ids; // by slot: the entity's number in the room
    int[] positions; // by slot and axis, sub-units
    int[] velocities; // by slot and axis, sub-units per frame
    int[] turnRates; // by slot and angle, 1/256 angle units per frame
    int[] histories; // by slot and axis, then angle
    int[] activities; // by slot, 0 to 3
    boolean[] steered; // by slot: a ballistic entity that has left its straight flight
    int frame; // counts frames, wraps at 256

    // Known to the encoder alone.
    int[] sourceGenerations; // by slot
    int[] sourceVelocities; // by slot, two each

    // What the last frame did; slots ascending.
    int[] despawned;
    int[] spawned;
    int despawnedCount;
    int spawnedCount;
    int leftFirst; // of a cell: its entities in transit
    int leftCount;
    int free; // of a cell: no slot below may be taken in this frame

    private final boolean ballistic;
    private final int number; // of a cell's stream
    private final @Nullable Directory directory; // null where the id is the slot

    /// The one stream of a room.
    StreamState(EntityRows rows, KindLayout[] kinds, int ticks) {
        this(rows, kinds, ticks, 0, null);
        Arrays.setAll(ids, slot -> slot);
    }

    /// The stream of one cell.
    StreamState(GameSchema schema, KindLayout[] kinds, int number, Directory directory) {
        this(new EntityRows(schema, FIRST_SLOTS), kinds, 1, number, directory);
    }

    /// No stream at all: a place to keep entities in, which grows.
    static StreamState shelf(GameSchema schema, KindLayout[] kinds) {
        return new StreamState(new EntityRows(schema, FIRST_SLOTS), kinds, 1, 0, null);
    }

    private StreamState(EntityRows rows, KindLayout[] kinds, int ticks, int number, @Nullable Directory directory) {
        this.rows = rows;
        this.ticks = ticks;
        this.number = number;
        this.directory = directory;
        int widestAxes = 0;
        int widestTurns = 0;
        boolean flies = false;
        lastSpawned = new int[kinds.length][];
        launches = new LaunchMemory[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            widestAxes = Math.max(widestAxes, kinds[i].linear.length);
            widestTurns = Math.max(widestTurns, kinds[i].angles.length);
            flies |= kinds[i].ballistic;
            lastSpawned[i] = new int[kinds[i].fieldCount];
            launches[i] = new LaunchMemory(kinds[i].models);
        }
        int capacity = rows.capacity();
        axes = widestAxes;
        turns = widestTurns;
        ballistic = flies;
        ids = new int[capacity];
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

    /// Makes sure that the slot exists; only cells grow.
    void reserve(int slot) {
        int before = rows.capacity();
        if (slot < before) {
            return;
        }
        int capacity = Math.max(slot + 1, before * 2);
        rows.reserve(capacity);
        ids = Arrays.copyOf(ids, capacity);
        positions = Arrays.copyOf(positions, capacity * axes);
        velocities = Arrays.copyOf(velocities, capacity * axes);
        turnRates = Arrays.copyOf(turnRates, capacity * turns);
        histories = Arrays.copyOf(histories, capacity * (axes + turns));
        activities = Arrays.copyOf(activities, capacity);
        steered = Arrays.copyOf(steered, ballistic ? capacity : 0);
        sourceGenerations = Arrays.copyOf(sourceGenerations, capacity);
        sourceVelocities = Arrays.copyOf(sourceVelocities, ballistic ? capacity * 2 : 0);
        despawned = Arrays.copyOf(despawned, capacity);
        spawned = Arrays.copyOf(spawned, capacity);
    }

    /// Where in this stream the entity is, or -1. The slot may be free.
    int slotOf(int id) {
        return directory == null ? id : directory.slotIn(number, id);
    }

    /// Gives a slot of a cell to the entity; false if there is no such number, or it is here already.
    boolean enter(int slot, int id) {
        if (directory == null || !directory.has(id) || slotOf(id) >= 0) {
            return false;
        }
        reserve(slot);
        ids[slot] = id;
        directory.enter(id, number, slot);
        return true;
    }

    /// Frees a slot.
    void leave(int slot) {
        rows.despawn(slot);
        if (directory != null) {
            directory.leave(ids[slot], number);
        }
    }

    /// Frees every slot.
    void clear() {
        if (directory != null) {
            for (int slot = 0; slot < rows.end; slot++) {
                if (rows.kinds[slot] != EntityRows.FREE) {
                    directory.leave(ids[slot], number);
                }
            }
        }
        rows.clear();
    }

    /// As if nothing had ever been here: what is remembered of spawns and launches too.
    void forget() {
        clear();
        for (int[] last : lastSpawned) {
            Arrays.fill(last, 0);
        }
        for (LaunchMemory memory : launches) {
            memory.forget();
        }
        despawnedCount = 0;
        spawnedCount = 0;
        leftCount = 0;
    }

    /// The lowest slot from [#free] on that neither holds an entity nor gave one up in this frame.
    int nextFree() {
        int given = 0;
        for (int slot = free; ; slot++) {
            while (given < despawnedCount && despawned[given] < slot) {
                given++;
            }
            boolean isGiven = given < despawnedCount && despawned[given] == slot;
            if (!isGiven && (slot >= rows.capacity() || rows.kinds[slot] == EntityRows.FREE)) {
                free = slot + 1;
                return slot;
            }
        }
    }

    /// Takes over an entity of another stream of the same room, with its predictor, into a free slot that is its own
    /// already.
    void copy(StreamState other, int otherSlot, int slot) {
        int stride = rows.stride;
        rows.spawn(slot, other.rows.kinds[otherSlot], other.rows.generations[otherSlot]);
        System.arraycopy(other.rows.values, otherSlot * stride, rows.values, slot * stride, stride);
        System.arraycopy(other.positions, otherSlot * axes, positions, slot * axes, axes);
        System.arraycopy(other.velocities, otherSlot * axes, velocities, slot * axes, axes);
        System.arraycopy(other.turnRates, otherSlot * turns, turnRates, slot * turns, turns);
        int tracks = axes + turns;
        System.arraycopy(other.histories, otherSlot * tracks, histories, slot * tracks, tracks);
        activities[slot] = other.activities[otherSlot];
        sourceGenerations[slot] = other.sourceGenerations[otherSlot];
        if (ballistic) {
            steered[slot] = other.steered[otherSlot];
            sourceVelocities[slot * 2] = other.sourceVelocities[otherSlot * 2];
            sourceVelocities[slot * 2 + 1] = other.sourceVelocities[otherSlot * 2 + 1];
        }
    }

    /// The encoder alone: how a ballistic entity really flew in this tick, to tell a steady flight in the next.
    void rememberSource(EntityRows truth, int slot, KindLayout kind) {
        if (kind.ballistic) {
            int source = ids[slot] * 4;
            sourceVelocities[slot * 2] = truth.launches[source + 2];
            sourceVelocities[slot * 2 + 1] = truth.launches[source + 3];
        }
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

    /// Hash of the rows and, in a cell, of whose they are.
    int rowsHash() {
        int hash = rows.hash();
        if (directory != null) {
            for (int slot = 0; slot < rows.end; slot++) {
                if (rows.kinds[slot] != EntityRows.FREE) {
                    hash = EntityRows.mix(hash, ids[slot]);
                }
            }
        }
        return hash;
    }

    /// Hash over everything both ends share, for tests.
    int hash(KindLayout[] kinds) {
        int hash = EntityRows.mix(rowsHash(), frame);
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
