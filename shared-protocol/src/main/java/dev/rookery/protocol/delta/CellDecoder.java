package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/// The reading end of a room with interest cells: keeps the streams of the cells in view and shows their entities in rows
/// by id, as if there were one stream. Owned by one thread.
public final class CellDecoder implements FrameDecoder {
    private final GameSchema schema;
    private final CellCodec codec;
    private final FrameReader reader;
    private final WireReader wire = new WireReader();
    private final Directory directory;
    private final Transit transit;
    private final @Nullable StreamState[] streams; // by number; null where it is not in view
    private final EntityRows rows;
    private final int[] arrivalsAt = new int[1 + CellView.MAX_CELLS]; // by place in view
    private final int[] arrivalsLength = new int[1 + CellView.MAX_CELLS];
    private final int[] follows = new int[1 + CellView.MAX_CELLS];
    private @Nullable CellView view; // null outside of a stream
    private int frame;

    public CellDecoder(GameSchema schema, BackEnd backEnd) {
        this.schema = schema;
        codec = new CellCodec(schema);
        reader = DeltaDecoder.reader(backEnd, codec.contexts());
        directory = new Directory(schema.maxEntities());
        transit = new Transit(schema, codec.kinds());
        streams = new @Nullable StreamState[1 + schema.cells().count()];
        rows = new EntityRows(schema);
    }

    @Override
    public @Nullable FrameError decode(byte[] source, int offset, int length, boolean keyframe) {
        if (!keyframe && view == null) {
            return FrameError.NO_KEYFRAME;
        }
        wire.wrap(source, offset, length);
        if (keyframe) {
            leave(view);
            view = null;
            frame = wire.u8();
        } else {
            frame = frame + 1 & 0xFF;
        }
        FrameError error = read(source);
        if (error == null) {
            error = show();
        }
        if (error != null) {
            leave(view);
            view = null;
            directory.clear(); // an entity may have got its slot, but not its row
        }
        return error;
    }

    /// The cells of the last frame, null outside of a stream.
    public @Nullable CellView view() {
        return view;
    }

    private @Nullable FrameError read(byte[] source) {
        CellView before = view;
        int presence = wire.u8();
        CellView now = before;
        if ((presence & 1) != 0) {
            now = new CellView(wire.varint(), wire.varint(), wire.varint(), wire.varint());
            if (wire.failed() || !now.fits(codec.grid())) {
                return wire.failed() ? FrameError.TRUNCATED : FrameError.CELL;
            }
        }
        if (now == null) {
            return FrameError.CELL;
        }
        int more = wire.position();
        wire.skip((now.count() + 2 + 7) / 8 - 1);
        if (wire.failed()) {
            return FrameError.TRUNCATED;
        }
        if (!now.equals(before)) {
            move(before, now);
        }
        view = now;
        transit.clear();
        int places = now.count() + 1;
        int padding = now.count() < 7 ? presence >> (places + 1) : (source[wire.position() - 1] & 0xFF) >> ((places & 7) + 1);
        if (padding != 0) {
            return FrameError.TRAILING;
        }
        for (int place = 0; place < places; place++) {
            int bit = place + 1;
            int bits = bit < 8 ? presence : source[more + bit / 8 - 1];
            boolean present = (bits >> (bit & 7) & 1) != 0;
            int stream = now.stream(place, codec.grid());
            boolean isNew = before == null || !before.has(stream, codec.grid());
            follows[place] = 0;
            FrameError error = isNew ? keyframe(stream, source, present) : base(stream, place, source, present);
            if (error != null) {
                return error;
            }
        }
        if (wire.remaining() > 0) {
            return FrameError.TRAILING;
        }
        return arrivals(now, source);
    }

    /// Lets go of the cells that are no longer in view and makes room for those that are new.
    private void move(@Nullable CellView before, CellView now) {
        for (int place = 0; before != null && place <= before.count(); place++) {
            int stream = before.stream(place, codec.grid());
            StreamState state = streams[stream];
            if (state != null && !now.has(stream, codec.grid())) {
                state.clear();
                streams[stream] = null;
            }
        }
        for (int place = 0; place <= now.count(); place++) {
            int stream = now.stream(place, codec.grid());
            if (streams[stream] == null) {
                streams[stream] = new StreamState(schema, codec.kinds(), stream, directory);
            }
        }
    }

    private void leave(@Nullable CellView last) {
        for (int place = 0; last != null && place <= last.count(); place++) {
            int stream = last.stream(place, codec.grid());
            StreamState state = streams[stream];
            if (state != null) {
                state.clear();
                streams[stream] = null;
            }
        }
    }

    private @Nullable FrameError keyframe(int stream, byte[] source, boolean present) {
        StreamState state = inView(stream);
        state.frame = frame;
        if (!present) {
            return null;
        }
        int head = wire.varint();
        int at = wire.position();
        wire.skip(head >>> 1);
        if (wire.failed() || (head & 1) != 0) {
            return FrameError.TRUNCATED;
        }
        reader.begin(source, at, head >>> 1);
        codec.keyframe(state, false, reader);
        return reader.finish();
    }

    private @Nullable FrameError base(int stream, int place, byte[] source, boolean present) {
        StreamState state = inView(stream);
        state.frame = frame;
        if (!present) {
            codec.silence(state);
            return null;
        }
        int head = wire.varint();
        int flags = (head & 1) == 0 ? 0 : wire.u8();
        boolean quiet = (flags & CellSlices.QUIET) != 0;
        int arrivals = flags & ~CellSlices.QUIET;
        int at = wire.position();
        wire.skip(head >>> 1);
        boolean isKnown = arrivals == CellSlices.KNOWN || arrivals == CellSlices.FULL;
        if (wire.failed() || ((head & 1) != 0 && !isKnown) || (quiet && head >>> 1 != 0)) {
            return FrameError.TRUNCATED;
        }
        if (quiet) {
            codec.silence(state);
        } else {
            reader.begin(source, at, head >>> 1);
            codec.base(state, stream, null, null, transit, reader);
            FrameError error = reader.finish();
            if (error != null) {
                return error;
            }
        }
        if (arrivals != 0) {
            int length = wire.varint();
            follows[place] = arrivals;
            arrivalsAt[place] = wire.position();
            arrivalsLength[place] = length;
            wire.skip(length);
        }
        return wire.failed() ? FrameError.TRUNCATED : null;
    }

    /// Once all bases are read: whoever crossed a border waits in [#transit].
    private @Nullable FrameError arrivals(CellView now, byte[] source) {
        for (int place = 0; place <= now.count(); place++) {
            int stream = now.stream(place, codec.grid());
            if (follows[place] != 0) {
                reader.begin(source, arrivalsAt[place], arrivalsLength[place]);
                if (follows[place] == CellSlices.KNOWN) {
                    codec.known(inView(stream), stream, streams, null, null, transit, reader);
                } else {
                    codec.full(inView(stream), stream, null, directory, reader);
                }
                FrameError error = reader.finish();
                if (error != null) {
                    return error;
                }
            }
        }
        for (int place = 0; place <= now.count(); place++) {
            CellCodec.settle(inView(now.stream(place, codec.grid())));
        }
        return null;
    }

    private StreamState inView(int stream) {
        StreamState state = streams[stream];
        if (state == null) {
            throw new IllegalStateException("The stream is not in view: stream=" + stream);
        }
        return state;
    }

    /// Copies all that is in view into the rows by id.
    private @Nullable FrameError show() {
        CellView now = view;
        rows.clear();
        for (int place = 0; now != null && place <= now.count(); place++) {
            StreamState state = inView(now.stream(place, codec.grid()));
            for (int slot = 0; slot < state.rows.end; slot++) {
                int kind = state.rows.kinds[slot];
                if (kind == EntityRows.FREE) {
                    continue;
                }
                int id = state.ids[slot];
                if (rows.kinds[id] != EntityRows.FREE) {
                    return FrameError.SLOT; // in two cells at once
                }
                rows.spawn(id, kind, state.rows.generations[slot]);
                System.arraycopy(
                        state.rows.values, slot * rows.stride, rows.values, id * rows.stride, rows.stride);
            }
        }
        return null;
    }

    @Override
    public EntityRows rows() {
        return rows;
    }

    @Override
    public int predicted(int id, int field, int ticks) {
        StreamState state = inView(directory.streamOf(id));
        return Motion.ahead(state, directory.slotOf(id), codec.kinds()[rows.kind(id)], field, ticks);
    }

    @Override
    public int stateHash() {
        CellView now = view;
        int hash = 0;
        for (int place = 0; now != null && place <= now.count(); place++) {
            hash = EntityRows.mix(hash, inView(now.stream(place, codec.grid())).rowsHash());
        }
        return hash;
    }

    /// Over all streams in view and their predictors, for tests.
    int viewHash() {
        CellView now = view;
        int hash = 0;
        for (int place = 0; now != null && place <= now.count(); place++) {
            hash = EntityRows.mix(hash, streamHash(now.stream(place, codec.grid())));
        }
        return hash;
    }

    /// Over the predictor too, for tests; 0 where nothing is known.
    int streamHash(int stream) {
        StreamState state = streams[stream];
        return state == null || state.rows.live == 0 ? 0 : state.hash(codec.kinds());
    }
}
