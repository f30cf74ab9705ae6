package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.BitsProfile;
import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import org.jspecify.annotations.Nullable;

/// A room that is one stream, which everybody shares: one delta a tick, and on demand one keyframe. Owned by the room's
/// thread; allocates nothing once warm.
final class RoomStream implements Replication {
    private static final int HASHES_PER_SECOND = 1;
    private static final int[] NO_HOMES = {};

    private final WorldRows world;
    private final DeltaEncoder encoder;
    private final EventHistory history;
    private final Counters counters;
    private final FramePool frames = new FramePool();
    private final WireWriter head = new WireWriter(256);
    private final WireWriter eventList = new WireWriter(256);
    private final int hashInterval; // ticks
    private final byte[] buffer;
    private int deltaBytes;
    private long tick = -1;
    private @Nullable CaptureObserver observer;
    private @Nullable SharedFrame delta;
    private @Nullable SharedFrame keyframe;

    RoomStream(GameBinding<?> binding, SnapshotRing ring, Counters counters) {
        this.counters = counters;
        world = new WorldRows(binding, ring);
        encoder = new DeltaEncoder(binding.schema(), 1, binding.codec().backEnd());
        history = new EventHistory(binding.type().tickRateHz());
        hashInterval = Math.max(1, binding.type().tickRateHz() / HASHES_PER_SECOND);
        buffer = new byte[encoder.maxFrameBytes()];
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
    public void capture(long tickNow, @Nullable Entity[] slots, int end, TickEvents events) {
        tick = tickNow;
        world.capture(tick, slots, end);
        eventList.clear();
        int count = events.allCount() + events.localCount();
        if (count > 0) {
            eventList.varint(count);
            events.writeAll(eventList);
            for (int event = 0; event < events.localCount(); event++) {
                events.write(event, eventList);
            }
        }
        history.keep(tick, eventList);
        if (observer != null) {
            observer.captured(world.rows(), NO_HOMES);
        }
        deltaBytes = encoder.delta(world.rows(), buffer, 0);
    }

    @Override
    public SharedFrame frame(ClientView view, boolean restart) {
        return restart ? keyframe() : delta();
    }

    private SharedFrame delta() {
        SharedFrame made = delta;
        if (made == null) {
            beginHead(0);
            head.bytes(buffer, 0, deltaBytes);
            made = frames.frame(tick, head.bytes(), head.length());
            delta = made;
        }
        return made;
    }

    private SharedFrame keyframe() {
        SharedFrame made = keyframe;
        if (made == null) {
            delta(); // the buffer is about to be used again
            int bytes = encoder.keyframe(buffer, 0);
            counters.add(Counter.KEYFRAMES_ENCODED);
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

    @Override
    public boolean missedEvents(long lastSeen, WireWriter out) {
        return history.write(lastSeen, tick, out);
    }

    @Override
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
