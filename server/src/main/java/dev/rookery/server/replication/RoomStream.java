package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.protocol.wire.WireWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one stream of snapshots that everybody in a room shares: quantises the world once a tick, encodes one delta, and
/// on demand one keyframe. Owned by the room's thread; allocates nothing once warm.
///
/// Order of calls in a tick: [#capture], then any of [#delta], [#keyframe], [#missedEvents], then [#release].
public final class RoomStream {
    private static final int HASHES_PER_SECOND = 1;

    private final GameBinding<?> binding;
    private final EntityRows rows;
    private final DeltaEncoder encoder;
    private final SnapshotRing ring;
    private final EventHistory history;
    private final FramePool frames = new FramePool();
    private final @Nullable Entity[] shown; // by slot, what the rows hold
    private final double[] scratch;
    private final WireWriter head = new WireWriter(256);
    private final WireWriter eventList = new WireWriter(256);
    private final int hashInterval; // ticks
    private byte[] buffer;
    private int shownEnd;
    private int deltaBytes;
    private long tick = -1;
    private @Nullable Consumer<EntityRows> observer;
    private @Nullable SharedFrame delta;
    private @Nullable SharedFrame keyframe;

    public RoomStream(GameBinding<?> binding, SnapshotRing ring) {
        this.binding = binding;
        this.ring = ring;
        this.rows = new EntityRows(binding.schema());
        this.encoder = new DeltaEncoder(binding.schema(), 1, binding.codec().backEnd());
        this.history = new EventHistory(binding.type().tickRateHz());
        this.shown = new @Nullable Entity[rows.capacity()];
        this.scratch = new double[binding.scratchLength()];
        this.hashInterval = Math.max(1, binding.type().tickRateHz() / HASHES_PER_SECOND);
        this.buffer = new byte[encoder.maxFrameBytes()];
    }

    /// Shows every tick's rows to a tool, before they are encoded; they must only be read, and not be kept.
    public void observe(Consumer<EntityRows> tool) {
        observer = tool;
    }

    /// Takes the state at the end of `tickNow`: entities by slot up to `end`, and the tick's events without their count.
    /// Encodes the delta; every tick must come by here, whether or not anybody listens.
    public void capture(long tickNow, @Nullable Entity[] slots, int end, WireWriter events, int eventCount) {
        tick = tickNow;
        for (int slot = 0; slot < Math.max(end, shownEnd); slot++) {
            Entity entity = slot < end ? slots[slot] : null;
            if (entity != shown[slot]) {
                replace(slot, entity);
            }
            if (entity != null) {
                binding.entities().get(rows.kind(slot)).writeRow(entity, scratch, rows);
            }
        }
        shownEnd = end;
        ring.keep(tick, shown, end, rows);
        eventList.clear();
        if (eventCount > 0) {
            eventList.varint(eventCount);
            eventList.bytes(events.bytes(), 0, events.length());
        }
        history.keep(tick, eventList);
        if (observer != null) {
            observer.accept(rows);
        }
        deltaBytes = encoder.delta(rows, buffer, 0);
    }

    private void replace(int slot, @Nullable Entity entity) {
        if (shown[slot] != null) {
            rows.despawn(slot);
        }
        if (entity != null) {
            rows.spawn(slot, binding.entity(entity.getClass()).kind());
        }
        shown[slot] = entity;
    }

    /// This tick's shared delta, for everybody who has the tick before.
    public SharedFrame delta() {
        SharedFrame made = delta;
        if (made == null) {
            beginHead(0);
            head.bytes(buffer, 0, deltaBytes);
            made = frames.frame(tick, head.bytes(), head.length());
            delta = made;
        }
        return made;
    }

    /// This tick's shared keyframe, for everybody else; encoded when first asked for. Ask for the delta before.
    public SharedFrame keyframe() {
        SharedFrame made = keyframe;
        if (made == null) {
            delta(); // the buffer is about to be used again
            int bytes = encoder.keyframe(buffer, 0);
            beginHead(SnapshotFlags.KEYFRAME);
            head.bytes(buffer, 0, bytes);
            made = frames.frame(tick, head.bytes(), head.length());
            keyframe = made;
        }
        return made;
    }

    private void beginHead(int flags) {
        boolean hasEvents = eventList.length() > 0;
        boolean hasHash = tick % hashInterval == 0;
        head.clear();
        head.u8(flags | (hasEvents ? SnapshotFlags.EVENTS : 0) | (hasHash ? SnapshotFlags.STATE_HASH : 0));
        if ((flags & SnapshotFlags.KEYFRAME) != 0) {
            head.varint((int) tick);
        }
        if (hasEvents) {
            head.block(eventList);
        }
        if (hasHash) {
            head.u32(encoder.stateHash());
        }
    }

    /// Appends the events of the ticks after `lastSeen` and before this one, for a client that was sent none of them.
    ///
    /// @return whether there were any
    public boolean missedEvents(long lastSeen, WireWriter out) {
        return history.write(lastSeen, tick, out);
    }

    /// The tick is handed over: the room itself holds its frames no longer.
    public void release() {
        if (delta != null) {
            delta.release();
            delta = null;
        }
        if (keyframe != null) {
            keyframe.release();
            keyframe = null;
        }
    }
}
