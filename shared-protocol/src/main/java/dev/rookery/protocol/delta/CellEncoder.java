package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The writing end of a room with interest cells. Each tick every cell is encoded once, whoever watches: [#encode]. A
/// client's frame is then put together by copying what its view holds: [#delta] and [#keyframe]; what only some need
/// (keyframes, arrivals told in full) is encoded when first asked for, at most once a tick. Work grows with entities, and
/// per view only with the bytes copied.
///
/// Owned by the room's thread; allocates only while buffers and cells find their size.
public final class CellEncoder {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int SLICE_HEAD = 6; // bytes at most: a length, what follows

    private final GameSchema schema;
    private final CellCodec codec;
    private final FrameWriter plainWriter;
    private FrameWriter writer;
    private final Directory directory;
    private final Transit transit;
    private final CellMoves plan;
    private final @Nullable StreamState[] streams; // by number; null where nothing has ever been
    private final CellSlices slices;
    private final BitSet active = new BitSet(); // streams that hold something, or take part in this tick
    private int frame; // counts ticks, wraps at 256
    private byte[] block = new byte[BLOCK_BYTES]; // this tick's slices
    private int used;

    public CellEncoder(GameSchema schema, BackEnd backEnd) {
        this(schema, contexts -> DeltaEncoder.writer(backEnd, contexts));
    }

    CellEncoder(GameSchema schema, Function<Contexts, FrameWriter> writers) {
        this.schema = schema;
        codec = new CellCodec(schema);
        plainWriter = writers.apply(codec.contexts());
        writer = plainWriter;
        int count = 1 + schema.cells().count();
        directory = new Directory(schema.maxEntities());
        transit = new Transit(schema, codec.kinds());
        plan = new CellMoves(schema.maxEntities(), count);
        streams = new @Nullable StreamState[count];
        slices = new CellSlices(count);
    }

    /// Charges what is written from now on to a profile, each slice of a cell as one frame; null ends that.
    public void profile(@Nullable BitsProfile profile) {
        writer = profile == null ? plainWriter : new ProfilingWriter(plainWriter, codec.contexts(), profile);
    }

    /// One tick: takes the rows by id, and the stream of each live entity: 0 for what has no place and is sent to all, 1 +
    /// the number of its cell for the others. Keeps nothing of either.
    public void encode(EntityRows truth, int[] homes) {
        frame = frame + 1 & 0xFF;
        used = 0;
        transit.clear();
        planMoves(truth, homes);
        for (int stream = active.nextSetBit(0); stream >= 0; stream = active.nextSetBit(stream + 1)) {
            slices.clear(stream);
            StreamState state = stream(stream);
            state.frame = frame;
            begin(state.rows.live + plan.count(plan.firstSpawn(stream)));
            boolean surprised = codec.base(state, stream, truth, plan, transit, writer);
            int length = writer.finish();
            if (surprised) {
                slices.base(stream, used, length);
                used += length;
            }
        }
        for (int stream = active.nextSetBit(0); stream >= 0; stream = active.nextSetBit(stream + 1)) {
            StreamState state = stream(stream);
            int arrivals = plan.count(plan.firstCrossing(stream));
            if (arrivals > 0) {
                begin(arrivals);
                codec.known(state, stream, streams, truth, plan, transit, writer);
                int length = writer.finish();
                slices.known(stream, used, length, sourcesOf(stream));
                used += length;
            }
        }
        for (int stream = active.nextSetBit(0); stream >= 0; stream = active.nextSetBit(stream + 1)) {
            CellCodec.settle(stream(stream));
        }
    }

    /// Compares where everything was sent from with where it belongs.
    private void planMoves(EntityRows truth, int[] homes) {
        for (int stream = active.nextSetBit(0); stream >= 0; stream = active.nextSetBit(stream + 1)) {
            plan.clear(stream);
            slices.clear(stream);
            StreamState state = stream(stream);
            if (state.rows.live == 0) {
                active.clear(stream);
            }
        }
        for (int id = truth.end - 1; id >= 0; id--) {
            if (truth.kinds[id] == EntityRows.FREE) {
                continue;
            }
            int home = homes[id];
            plan.homes[id] = home;
            int stream = directory.streamOf(id);
            StreamState state = stream < 0 ? null : streams[stream];
            if (state == null || DeltaCodec.isGone(state, truth, directory.slotOf(id))) {
                active.set(home);
                plan.spawn(id, frame);
            } else if (stream != home) {
                active.set(home);
                int slot = directory.slotOf(id);
                if (codec.touch(home, stream) && codec.fliesOn(state, truth, slot)) {
                    plan.cross(id, stream);
                } else {
                    plan.spawn(id, state.rows.generations[slot]);
                }
            }
        }
    }

    /// In which directions this stream's arrivals come from, a bit each.
    private int sourcesOf(int stream) {
        int sources = 0;
        for (int id = plan.firstCrossing(stream); id >= 0; id = plan.next(id)) {
            sources |= 1 << codec.directionTo(stream, plan.source(id));
        }
        return sources;
    }

    private StreamState stream(int number) {
        StreamState state = streams[number];
        if (state == null) {
            state = new StreamState(schema, codec.kinds(), number, directory);
            streams[number] = state;
        }
        return state;
    }

    private void begin(int entities) {
        int room = used + codec.maxFrameBytes(entities);
        if (block.length < room) {
            block = Arrays.copyOf(block, Math.max(room, block.length * 2));
        }
        writer.begin(block, used);
    }

    /// Bytes that [#delta] and [#keyframe] need at most for this view in this tick. Encodes what it lacks.
    public int maxBytes(@Nullable CellView before, CellView view) {
        int bytes = 32 + view.count() / 8;
        for (int place = 0; place <= view.count(); place++) {
            int stream = view.stream(place, codec.grid());
            if (before == null || !before.has(stream, codec.grid())) {
                bytes += keyframeLength(stream);
            } else {
                bytes += slices.baseLength(stream) + Math.max(slices.knownLength(stream), fullLength(stream, before, view));
            }
            bytes += 2 * SLICE_HEAD;
        }
        return bytes;
    }

    /// Writes this tick for somebody who had the tick before in the view `before`.
    ///
    /// @return bytes written
    public int delta(CellView before, CellView view, byte[] target, int offset) {
        return compose(before, view, target, offset) - offset;
    }

    /// Writes everything in the view, for somebody who has nothing.
    ///
    /// @return bytes written
    public int keyframe(CellView view, byte[] target, int offset) {
        target[offset] = (byte) frame;
        return compose(null, view, target, offset + 1) - offset;
    }

    private int compose(@Nullable CellView before, CellView view, byte[] target, int offset) {
        boolean moved = !view.equals(before);
        int at = offset;
        int presence = moved ? 1 : 0;
        target[at++] = (byte) presence;
        if (moved) {
            at = varint(target, at, view.column());
            at = varint(target, at, view.row());
            at = varint(target, at, view.columns());
            at = varint(target, at, view.rows());
        }
        int more = at; // presence bits from the eighth on
        at += (view.count() + 2 + 7) / 8 - 1;
        Arrays.fill(target, more, at, (byte) 0);
        for (int place = 0; place <= view.count(); place++) {
            int stream = view.stream(place, codec.grid());
            int end = before == null || !before.has(stream, codec.grid())
                    ? keyed(stream, target, at)
                    : slice(stream, before, view, target, at);
            if (end > at) {
                int bit = place + 1;
                int index = bit < 8 ? offset : more + bit / 8 - 1;
                target[index] |= (byte) (1 << (bit & 7));
                at = end;
            }
        }
        return at;
    }

    private int keyed(int stream, byte[] target, int offset) {
        int length = keyframeLength(stream);
        if (length == 0) {
            return offset;
        }
        int at = varint(target, offset, length << 1);
        System.arraycopy(block, slices.keyframeAt(stream), target, at, length);
        return at + length;
    }

    private int slice(int stream, CellView before, CellView view, byte[] target, int offset) {
        int length = slices.baseLength(stream);
        int arrivals = slices.knownLength(stream);
        if (length == CellSlices.NONE && arrivals == CellSlices.NONE) {
            return offset;
        }
        boolean quiet = length == CellSlices.NONE;
        length = Math.max(0, length);
        int at = varint(target, offset, length << 1 | (arrivals == CellSlices.NONE ? 0 : 1));
        boolean full = false;
        if (arrivals != CellSlices.NONE) {
            full = !hasSources(stream, before, view);
            target[at++] = (byte) ((full ? CellSlices.FULL : CellSlices.KNOWN) | (quiet ? CellSlices.QUIET : 0));
        }
        System.arraycopy(block, slices.baseAt(stream), target, at, length);
        at += length;
        if (arrivals != CellSlices.NONE) {
            int from = full ? slices.fullAt(stream) : slices.knownAt(stream);
            int bytes = full ? slices.fullLength(stream) : arrivals;
            at = varint(target, at, bytes);
            System.arraycopy(block, from, target, at, bytes);
            at += bytes;
        }
        return at;
    }

    private boolean hasSources(int stream, CellView before, CellView view) {
        int sources = slices.sources(stream);
        for (int towards = 0; sources != 0; towards++, sources >>= 1) {
            int source = (sources & 1) == 0 ? 0 : codec.neighbour(stream, towards);
            if (!before.has(source, codec.grid()) || !view.has(source, codec.grid())) {
                return false;
            }
        }
        return true;
    }

    private int fullLength(int stream, CellView before, CellView view) {
        if (slices.knownLength(stream) == CellSlices.NONE || hasSources(stream, before, view)) {
            return 0;
        }
        if (slices.fullLength(stream) == CellSlices.NONE) {
            begin(plan.count(plan.firstCrossing(stream)));
            codec.full(stream(stream), stream, plan, directory, writer);
            int length = writer.finish();
            slices.full(stream, used, length);
            used += length;
        }
        return slices.fullLength(stream);
    }

    /// 0 where there is nothing in the cell.
    private int keyframeLength(int stream) {
        StreamState state = streams[stream];
        if (state == null || state.rows.live == 0) {
            return 0;
        }
        if (slices.keyframeLength(stream) == CellSlices.NONE) {
            begin(state.rows.live);
            codec.keyframe(state, true, writer);
            int length = writer.finish();
            slices.keyframe(stream, used, length);
            used += length;
        }
        return slices.keyframeLength(stream);
    }

    private static int varint(byte[] target, int offset, int value) {
        int at = offset;
        int rest = value;
        while (rest > 0x7F) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        return at;
    }

    /// Of the rows in view after the last tick, as [CellDecoder#stateHash] has it.
    public int stateHash(CellView view) {
        int hash = 0;
        for (int place = 0; place <= view.count(); place++) {
            StreamState state = streams[view.stream(place, codec.grid())];
            hash = EntityRows.mix(hash, state == null ? 0 : state.rowsHash());
        }
        return hash;
    }

    /// Over the predictors too, for tests.
    int streamHash(int stream) {
        StreamState state = streams[stream];
        return state == null || state.rows.live == 0 ? 0 : state.hash(codec.kinds());
    }
}
