package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.BitsProfile;
import dev.rookery.protocol.delta.CellEncoder;
import dev.rookery.protocol.delta.CellView;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A room with interest cells: every cell is encoded once a tick, and what a client sees is put together from them by
/// copying. Clients who see the same cells share one frame. Owned by the room's thread; allocates nothing once warm,
/// except a few bytes when a view moves to other cells.
final class CellStreams implements Replication {
    private static final int HASHES_PER_SECOND = 1;

    private final InterestGrid grid;
    private final WorldRows world;
    private final CellEncoder encoder;
    private final SnapshotRing ring;
    private final EventHistory history;
    private final Counters counters;
    private final FramePool pool = new FramePool();
    private final FrameCache steady = new FrameCache(); // for views that are what they were
    private final FrameCache fresh = new FrameCache(); // keyframes
    private final List<SharedFrame> made = new ArrayList<>(); // in this tick, held once by the room
    private final int[] homes; // by id
    private final int[] generations; // by id, whose home that is
    private final WireWriter head = new WireWriter(1024);
    private final WireWriter eventList = new WireWriter(256);
    private final int hashInterval; // ticks
    private TickEvents events = new TickEvents();
    private int[] eventStreams = new int[16]; // where each local event of this tick happened
    private byte[] body = new byte[4096];
    private long tick = -1;
    private @Nullable CaptureObserver observer;

    CellStreams(GameBinding<?> binding, InterestGrid grid, SnapshotRing ring, Counters counters) {
        this.counters = counters;
        this.grid = grid;
        this.ring = ring;
        world = new WorldRows(binding, ring);
        encoder = new CellEncoder(binding.schema(), binding.codec().backEnd());
        history = new EventHistory(binding.type().tickRateHz());
        hashInterval = Math.max(1, binding.type().tickRateHz() / HASHES_PER_SECOND);
        homes = new int[binding.schema().maxEntities()];
        generations = new int[homes.length];
    }

    @Override
    public void observe(CaptureObserver tool) {
        observer = tool;
    }

    @Override
    public void profile(@Nullable BitsProfile profile) {
        encoder.profile(profile);
    }

    @Override
    public void capture(long tickNow, @Nullable Entity[] slots, int end, TickEvents told) {
        tick = tickNow;
        world.capture(tick, slots, end);
        EntityRows rows = world.rows();
        for (int id = 0; id < rows.end(); id++) {
            if (rows.kind(id) >= 0) {
                boolean isNew = generations[id] != rows.generation(id);
                homes[id] = grid.home(rows, id, isNew ? 0 : homes[id]);
                generations[id] = rows.generation(id);
            }
        }
        ring.keepHomes(tick, homes, Math.min(rows.end(), end));
        if (observer != null) {
            observer.captured(rows, homes);
        }
        encoder.encode(rows, homes);
        events = told;
        locate();
        eventList.clear();
        if (told.allCount() > 0) {
            eventList.varint(told.allCount());
            told.writeAll(eventList);
        }
        history.keep(tick, eventList);
    }

    private void locate() {
        if (eventStreams.length < events.localCount()) {
            eventStreams = new int[events.localCount() * 2];
        }
        for (int event = 0; event < events.localCount(); event++) {
            eventStreams[event] = grid.streamAt(events.x(event), events.y(event));
        }
    }

    @Override
    public SharedFrame frame(ClientView client, boolean restart) {
        CellView before = restart ? null : client.sent;
        CellView view = look(client);
        client.sent = view;
        if (before != null && !before.equals(view)) {
            return compose(before, view);
        }
        FrameCache shared = before == null ? fresh : steady;
        SharedFrame frame = shared.get(view);
        if (frame == null) {
            frame = compose(before, view);
            shared.put(view, frame);
        }
        return frame;
    }

    /// Where the client looks now; nobody has looked anywhere in the middle of the world.
    private CellView look(ClientView client) {
        Entity watched = client.watched();
        if (watched != null && world.shows(watched)) {
            double x = grid.x(world.rows(), watched.id());
            if (!Double.isNaN(x)) {
                client.place(x, grid.y(world.rows(), watched.id()));
            }
        }
        if (!client.isPlaced()) {
            client.place(grid.middleX(), grid.middleY());
        }
        return grid.view(client.x(), client.y(), client.sent);
    }

    private SharedFrame compose(@Nullable CellView before, CellView view) {
        boolean keyframe = before == null;
        if (keyframe) {
            counters.add(Counter.KEYFRAMES_ENCODED);
        }
        boolean hasHash = tick % hashInterval == 0;
        writeEvents(view);
        head.clear();
        head.u8((keyframe ? SnapshotFlags.KEYFRAME : 0)
                | (eventList.length() > 0 ? SnapshotFlags.EVENTS : 0)
                | (hasHash ? SnapshotFlags.STATE_HASH : 0));
        if (keyframe) {
            head.varint((int) tick);
        }
        if (eventList.length() > 0) {
            head.block(eventList);
        }
        if (hasHash) {
            head.u32(encoder.stateHash(view));
        }
        int most = encoder.maxBytes(before, view);
        if (body.length < most) {
            body = new byte[Math.max(most, body.length * 2)];
        }
        int length = before == null ? encoder.keyframe(view, body, 0) : encoder.delta(before, view, body, 0);
        head.bytes(body, 0, length);
        SharedFrame frame = pool.frame(tick, head.bytes(), head.length());
        made.add(frame);
        return frame;
    }

    private void writeEvents(CellView view) {
        int count = events.allCount();
        for (int event = 0; event < events.localCount(); event++) {
            count += grid.sees(view, eventStreams[event]) ? 1 : 0;
        }
        eventList.clear();
        if (count == 0) {
            return;
        }
        eventList.varint(count);
        events.writeAll(eventList);
        for (int event = 0; event < events.localCount(); event++) {
            if (grid.sees(view, eventStreams[event])) {
                events.write(event, eventList);
            }
        }
    }

    @Override
    public boolean missedEvents(long lastSeen, WireWriter out) {
        return history.write(lastSeen, tick, out);
    }

    @Override
    public void release() {
        for (int i = 0; i < made.size(); i++) {
            made.get(i).release();
        }
        made.clear();
        steady.clear();
        fresh.clear();
    }
}
