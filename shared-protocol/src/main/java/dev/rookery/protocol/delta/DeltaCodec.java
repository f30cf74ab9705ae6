package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The syntax of frames, written once for both directions: every value goes through the [Coder], and the lines that
/// follow update the state alike on both ends. The grammar is in the module's README.
///
/// Owns scratch arrays, so one instance belongs to one thread. Allocates nothing after construction. Cost: O(slots up
/// to the last live one) per frame.
final class DeltaCodec {
    static final int NONE = -1;
    private static final int NO_RUN = -1;

    final KindLayout[] kinds;
    final Contexts contexts = new Contexts();
    final SpawnSyntax spawnSyntax;
    final KeyframeSyntax keyframeSyntax;
    final int despawnCount;
    final int despawnGap;
    final int spawnCount;
    private final int capacity;
    private final UpdateSyntax updateSyntax;
    private final int spawnGap;
    private final int idleRun;

    DeltaCodec(GameSchema schema) {
        List<EntitySpec> roomKinds = schema.roomKinds();
        capacity = roomKinds.isEmpty() ? 0 : schema.maxEntities();
        boolean cells = !schema.cells().isNone();
        String role = cells ? "cell " : ""; // a cell is so small that its numbers are others
        // Contexts are numbered in the order of these lines.
        despawnCount = contexts.unsigned("room", role + "despawn count", Orders.DESPAWN_COUNT);
        despawnGap = contexts.unsigned("room", role + "despawn gap", cells ? Orders.CELL_GAP : Orders.DESPAWN_GAP);
        spawnCount = contexts.unsigned("room", role + "spawn count", Orders.SPAWN_COUNT);
        spawnGap = contexts.unsigned("room", role + "spawn gap", Orders.SPAWN_GAP);
        idleRun = contexts.unsigned("room", role + "idle run", cells ? Orders.CELL_GAP : Orders.IDLE_RUN);
        int kindBits = 32 - Integer.numberOfLeadingZeros(Math.max(0, roomKinds.size() - 1));
        int kindTree = contexts.bits("room", "kind", 1 << kindBits);
        kinds = roomKinds.stream()
                .map(kind -> new KindLayout(kind, schema.maxEntities(), contexts))
                .toArray(KindLayout[]::new);
        int widest = 0;
        for (KindLayout kind : kinds) {
            widest = Math.max(widest, kind.fieldCount);
        }
        spawnSyntax = new SpawnSyntax(kinds, kindTree, kindBits);
        updateSyntax = new UpdateSyntax(spawnSyntax, widest);
        keyframeSyntax = new KeyframeSyntax(schema, contexts, kinds, spawnSyntax);
    }

    /// No frame of this schema is longer.
    int maxFrameBytes() {
        return maxFrameBytes(capacity);
    }

    /// No frame of a stream with that many entities is longer.
    int maxFrameBytes(int entities) {
        int fields = 0;
        for (KindLayout kind : kinds) {
            fields = Math.max(fields, kind.fieldCount);
        }
        // A number takes at most 61 bits. An entity has up to three gaps or runs and, per field, a number and its
        // predictor's state; a ballistic one its launch. The sum is capped where no message can follow.
        long bits = 512L * (fields + 1) + entities * (256L + fields * 160L);
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
            state.leave(slot);
            state.despawned[i] = slot;
            previous = slot;
        }
        state.despawnedCount = count;
    }

    /// Whether the entity in that slot is no more.
    static boolean isGone(StreamState state, EntityRows truth, int slot) {
        int id = state.ids[slot];
        return truth.kinds[id] == EntityRows.FREE || truth.generations[id] != state.sourceGenerations[slot];
    }

    /// What became of everything that was there before.
    ///
    /// @return whether anything was not as predicted
    boolean updates(StreamState state, @Nullable EntityRows truth, Coder coder) {
        EntityRows rows = state.rows;
        int end = rows.end;
        predict(state);
        boolean surprised = false;
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
            surprised |= changed;
            settle(state, truth, slot, kind, changed, coder);
            if (coder.failed()) {
                return true;
            }
        }
        if (run > 0) {
            coder.fail(FrameError.COUNT);
        }
        return surprised;
    }

    private void predict(StreamState state) {
        EntityRows rows = state.rows;
        for (int slot = 0; slot < rows.end; slot++) {
            if (rows.kinds[slot] != EntityRows.FREE) {
                predict(state, slot);
            }
        }
    }

    void predict(StreamState state, int slot) {
        Motion.predict(state, slot, kinds[state.rows.kinds[slot]]);
    }

    /// A frame in which everything is as predicted and nobody comes or goes.
    void silence(StreamState state) {
        EntityRows rows = state.rows;
        predict(state);
        for (int slot = 0; slot < rows.end; slot++) {
            if (rows.kinds[slot] != EntityRows.FREE) {
                Motion.keep(state, slot, kinds[rows.kinds[slot]]);
            }
        }
    }

    /// What became of one entity whose prediction is in its row.
    void update(StreamState state, @Nullable EntityRows truth, int slot, Coder coder) {
        KindLayout kind = kinds[state.rows.kinds[slot]];
        int context = kind.changed + changedContext(state, slot, kind);
        boolean changed = coder.bit(context, truth != null && differs(state, truth, slot) ? 1 : 0) != 0;
        settle(state, truth, slot, kind, changed, coder);
    }

    private void settle(
            StreamState state, @Nullable EntityRows truth, int slot, KindLayout kind, boolean changed, Coder coder) {
        if (changed) {
            updateSyntax.update(state, truth, slot, kind, coder);
        } else {
            Motion.keep(state, slot, kind);
        }
        if (truth != null) {
            state.rememberSource(truth, slot, kind);
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
        int from = state.ids[slot] * state.rows.stride;
        int fields = kinds[state.rows.kinds[slot]].fieldCount;
        return !Arrays.equals(state.rows.values, row, row + fields, truth.values, from, from + fields);
    }

    /// Activity, whether an axis and whether an angle was off the last time, whether it is steered.
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
        int steered = kind.ballistic && state.steered[slot] ? 16 : 0;
        return steered + state.activities[slot] + (moved == 0 ? 0 : 4) + (turned == 0 ? 0 : 8);
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
            spawn(state, truth, slot, state.frame, coder);
            if (coder.failed()) {
                return;
            }
            state.spawned[i] = slot;
            previous = slot;
        }
        state.spawnedCount = count;
    }

    /// A new entity in a free slot, whose id is known.
    void spawn(StreamState state, @Nullable EntityRows truth, int slot, int generation, Coder coder) {
        int source = state.ids[slot];
        KindLayout kind =
                spawnSyntax.beginning(state.rows, truth, source, slot, generation, state.lastSpawned, coder);
        if (kind == null) {
            return;
        }
        spawnSyntax.moving(state, truth, slot, kind, coder);
        if (truth != null && !coder.failed()) {
            state.sourceGenerations[slot] = truth.generations[source];
            state.rememberSource(truth, slot, kind);
        }
    }

    /// The whole state of a stream. Writing leaves it as it is.
    void keyframe(StreamState state, boolean writing, Coder coder) {
        keyframeSyntax.keyframe(state, writing, coder);
    }
}
