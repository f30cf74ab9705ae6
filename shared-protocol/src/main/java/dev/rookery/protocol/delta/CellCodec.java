package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.CellGrid;
import dev.rookery.protocol.schema.GameSchema;
import org.jspecify.annotations.Nullable;

/// The syntax of the frames of interest cells, both directions. Each cell is a stream of its own with slots of its own,
/// lowest free one first, so that slots need not travel. A cell's frame has two parts: the *base* (who leaves, what
/// became of the others, who appears) and, where somebody crosses the border, the *arrivals*, in one of two forms that
/// lead to the same state: *known*, for those who had the old cell and have kept the entity in [Transit], and *full*. All
/// bases of a tick come before all arrivals. The grammar is in the module's README.
///
/// Owns scratch arrays, so one instance belongs to one thread.
final class CellCodec {
    private static final int NEIGHBOURS = 3; // bits of a direction

    private final DeltaCodec codec;
    private final CellGrid grid;
    private final int capacity;
    private final int idBits;

    private final int moves;
    private final int id;
    private final int arrived;
    private final int generation;
    private final int arrivalCount;
    private final int direction;
    private final int entry;

    CellCodec(GameSchema schema) {
        codec = new DeltaCodec(schema);
        grid = schema.cells();
        capacity = schema.maxEntities();
        idBits = 32 - Integer.numberOfLeadingZeros(capacity - 1);
        Contexts contexts = codec.contexts;
        // Contexts are numbered in the order of these lines.
        moves = contexts.bits("room", "cell moves", 1);
        id = contexts.raw("room", "cell id");
        arrived = contexts.bits("room", "cell arrived", 1);
        generation = contexts.raw("room", "cell generation");
        arrivalCount = contexts.unsigned("room", "cell arrival count", Orders.SPAWN_COUNT);
        direction = contexts.bits("room", "cell direction", 1 << NEIGHBOURS);
        entry = contexts.unsigned("room", "cell entry", Orders.SPAWN_COUNT);
    }

    Contexts contexts() {
        return codec.contexts;
    }

    KindLayout[] kinds() {
        return codec.kinds;
    }

    CellGrid grid() {
        return grid;
    }

    /// No part of a frame of a cell that holds, held or receives so many entities is longer.
    int maxFrameBytes(int entities) {
        return codec.maxFrameBytes(entities);
    }

    /// The first part of a cell's frame.
    ///
    /// @param plan of the tick when writing, null when reading
    /// @return whether anything in it was not expected
    boolean base(
            StreamState cell,
            int stream,
            @Nullable EntityRows truth,
            @Nullable CellMoves plan,
            Transit transit,
            Coder coder) {
        cell.free = 0;
        boolean surprised = departures(cell, stream, truth, plan, transit, coder);
        if (!coder.failed()) {
            surprised |= codec.updates(cell, truth, coder);
        }
        if (!coder.failed()) {
            surprised |= spawns(cell, stream, truth, plan, coder);
        }
        return surprised;
    }

    /// A base in which nothing unexpected happened; it has no bytes.
    void silence(StreamState cell) {
        cell.free = 0;
        cell.despawnedCount = 0;
        cell.spawnedCount = 0;
        cell.leftCount = 0;
        codec.silence(cell);
    }

    private boolean departures(
            StreamState cell,
            int stream,
            @Nullable EntityRows truth,
            @Nullable CellMoves plan,
            Transit transit,
            Coder coder) {
        EntityRows rows = cell.rows;
        int count = 0;
        if (truth != null && plan != null) {
            for (int slot = 0; slot < rows.end; slot++) {
                if (rows.kinds[slot] != EntityRows.FREE
                        && (DeltaCodec.isGone(cell, truth, slot) || plan.homes[cell.ids[slot]] != stream)) {
                    cell.despawned[count++] = slot;
                }
            }
        }
        cell.leftFirst = transit.count();
        cell.leftCount = 0;
        count = coder.unsigned(codec.despawnCount, count);
        if (count > rows.live) {
            coder.fail(FrameError.COUNT);
            return true;
        }
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int gap = coder.unsigned(codec.despawnGap, truth == null ? 0 : cell.despawned[i] - previous - 1);
            int slot = previous + 1 + gap;
            if (coder.failed() || slot >= rows.end || rows.kinds[slot] == EntityRows.FREE) {
                coder.fail(FrameError.SLOT);
                return true;
            }
            int number = cell.ids[slot];
            boolean crosses = plan != null && plan.crosses(number);
            if (coder.bit(moves, crosses ? 1 : 0) != 0) {
                if (plan != null) {
                    plan.left(number, cell.leftCount);
                }
                transit.add(cell, slot);
                cell.leftCount++;
            }
            cell.leave(slot);
            cell.despawned[i] = slot;
            previous = slot;
        }
        cell.despawnedCount = count;
        return count > 0;
    }

    private boolean spawns(
            StreamState cell, int stream, @Nullable EntityRows truth, @Nullable CellMoves plan, Coder coder) {
        int next = plan == null ? DeltaCodec.NONE : plan.firstSpawn(stream);
        int count = coder.unsigned(codec.spawnCount, plan == null ? 0 : plan.count(next));
        cell.spawnedCount = 0;
        if (count > capacity - cell.rows.live) {
            coder.fail(FrameError.COUNT);
            return true;
        }
        for (int i = 0; i < count; i++) {
            int number = coder.raw(id, idBits, next);
            int slot = cell.nextFree();
            if (coder.failed() || !cell.enter(slot, number)) {
                coder.fail(FrameError.SLOT);
                return true;
            }
            int born = plan == null ? 0 : plan.generation(number);
            boolean known = coder.bit(arrived, born != cell.frame ? 1 : 0) != 0;
            born = known ? coder.raw(generation, 8, born) : cell.frame;
            codec.spawn(cell, truth, slot, born, coder);
            if (coder.failed()) {
                return true;
            }
            cell.spawned[cell.spawnedCount++] = slot;
            next = plan == null ? DeltaCodec.NONE : plan.next(number);
        }
        return count > 0;
    }

    /// Arrivals for those who had the cells they come from.
    ///
    /// @param streams by number, null where nothing is known of a cell
    void known(
            StreamState cell,
            int stream,
            @Nullable StreamState[] streams,
            @Nullable EntityRows truth,
            @Nullable CellMoves plan,
            Transit transit,
            Coder coder) {
        int next = plan == null ? DeltaCodec.NONE : plan.firstCrossing(stream);
        int count = coder.unsigned(arrivalCount, plan == null ? 0 : plan.count(next));
        for (int i = 0; i < count && !coder.failed(); i++) {
            int towards = plan == null ? 0 : directionTo(stream, plan.source(next));
            towards = SpawnSyntax.tree(coder, direction, NEIGHBOURS, towards);
            int source = neighbour(stream, towards);
            StreamState old = source < 0 ? null : streams[source];
            int place = coder.unsigned(entry, plan == null ? 0 : plan.entry(next));
            if (old == null || place >= old.leftCount) {
                coder.fail(FrameError.CELL);
                return;
            }
            int held = old.leftFirst + place;
            int slot = cell.nextFree();
            if (!cell.enter(slot, transit.id(held))) {
                coder.fail(FrameError.SLOT);
                return;
            }
            transit.deliver(held, cell, slot);
            codec.predict(cell, slot);
            codec.update(cell, truth, slot, coder);
            next = plan == null ? DeltaCodec.NONE : plan.next(next);
        }
    }

    /// The same arrivals, whole. Writing comes after [#known] and leaves the state as it is.
    void full(StreamState cell, int stream, @Nullable CellMoves plan, Directory directory, Coder coder) {
        int next = plan == null ? DeltaCodec.NONE : plan.firstCrossing(stream);
        int count = coder.unsigned(arrivalCount, plan == null ? 0 : plan.count(next));
        if (count > capacity) {
            coder.fail(FrameError.COUNT);
            return;
        }
        codec.keyframeSyntax.beginRecords();
        for (int i = 0; i < count && !coder.failed(); i++) {
            int slot = plan == null ? cell.nextFree() : directory.slotOf(next);
            codec.keyframeSyntax.record(cell, plan != null, slot, coder);
            next = plan == null ? DeltaCodec.NONE : plan.next(next);
        }
    }

    /// The whole state of a cell, for those who had nothing of it.
    void keyframe(StreamState cell, boolean writing, Coder coder) {
        codec.keyframeSyntax.contents(cell, writing, coder);
    }

    /// The end of a frame: an empty cell remembers nothing, so that it costs nothing to enter.
    static void settle(StreamState cell) {
        if (cell.rows.live == 0) {
            cell.forget();
        }
    }

    /// Whether an entity that changes cells flies, if it does, as it flew before: a new launch is not told at a border.
    boolean fliesOn(StreamState cell, EntityRows truth, int slot) {
        KindLayout kind = codec.kinds[cell.rows.kinds[slot]];
        return !kind.ballistic || Flight.of(cell, truth, slot, kind) == Flight.AS_BEFORE;
    }

    /// Whether two streams are cells that touch each other.
    boolean touch(int stream, int other) {
        return stream > 0 && other > 0 && stream != other && neighbour(stream, directionTo(stream, other)) == other;
    }

    /// 0 to 7, from the upper left neighbour row by row to the lower right one; of cells that touch.
    int directionTo(int stream, int other) {
        int columns = grid.columns();
        int across = (other - 1) % columns - (stream - 1) % columns;
        int down = (other - 1) / columns - (stream - 1) / columns;
        int place = (Math.clamp(down, -1, 1) + 1) * 3 + Math.clamp(across, -1, 1) + 1;
        return place > 4 ? place - 1 : place;
    }

    /// The neighbour in that direction, or -1 past the edge of the grid.
    int neighbour(int stream, int towards) {
        int place = towards >= 4 ? towards + 1 : towards;
        int column = (stream - 1) % grid.columns() + place % 3 - 1;
        int row = (stream - 1) / grid.columns() + place / 3 - 1;
        boolean exists = stream > 0 && column >= 0 && row >= 0 && column < grid.columns() && row < grid.rows();
        return exists ? 1 + row * grid.columns() + column : DeltaCodec.NONE;
    }
}
