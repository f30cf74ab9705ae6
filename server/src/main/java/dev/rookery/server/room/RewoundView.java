package dev.rookery.server.room;

import dev.rookery.game.Entity;
import dev.rookery.game.PastView;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.server.replication.EntityBinding;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.Interpolation;
import dev.rookery.server.replication.SentTicks;
import dev.rookery.server.replication.SnapshotRing;
import org.jspecify.annotations.Nullable;

/// What a player saw: between the same two snapshots that its browser drew between, by the same function
/// ([Interpolation]), of the cells that it was sent. One per room, used again for each question. Owned by the room's
/// thread.
final class RewoundView implements PastView {
    private final GameBinding<?> binding;
    private final SnapshotRing ring;
    private final int tickRateHz;
    private @Nullable SentTicks sent; // null: the present
    private int back; // of the snapshot at or before the moment
    private double share; // of the way from it to the next one
    private double ticksBeyond; // it
    private boolean isCurved;
    private double ticksAgo;
    private long newest; // tick of the newest snapshot

    RewoundView(GameBinding<?> binding, SnapshotRing ring) {
        this.binding = binding;
        this.ring = ring;
        tickRateHz = binding.type().tickRateHz();
    }

    /// Sets the view to what this player saw when giving the input now being applied. Whoever was never sent anything, and
    /// every bot, sees the present.
    RewoundView to(PlayerSlot slot, long tick) {
        newest = tick - 1; // the tick being computed has no snapshot yet
        if (slot.isBot() || slot.sent.size() == 0) {
            sent = null;
            ticksAgo = 0;
            return this;
        }
        sent = slot.sent;
        double drawn = slot.drawnSixteenths > 0 ? slot.drawnSixteenths / 16.0 : newest;
        ticksAgo = Math.max(0, newest - drawn);
        back = sent.backOf(drawn);
        double beyond = Math.max(0, drawn - sent.tick(back));
        if (back == 0) {
            share = 0;
            ticksBeyond = Interpolation.carriedMillis(beyond * 1000 / tickRateHz) * tickRateHz / 1000;
        } else {
            share = Math.min(1, beyond / (sent.tick(back - 1) - sent.tick(back)));
            ticksBeyond = beyond;
        }
        isCurved = Interpolation.isCurved(sent.intervalMillis());
        return this;
    }

    @Override
    public boolean shows(Entity entity) {
        return sent == null ? entity.isAlive() : isThere(sent, entity, back);
    }

    @Override
    public double x(Entity entity) {
        return at(entity, 0);
    }

    @Override
    public double y(Entity entity) {
        return at(entity, 1);
    }

    @Override
    public double ticksAgo() {
        return ticksAgo;
    }

    private double at(Entity entity, int axis) {
        EntityBinding kind = binding.entity(entity.getClass());
        int field = axis == 0 ? kind.positionX() : kind.positionY();
        if (field < 0) {
            throw new IllegalArgumentException("This entity has no position: type=" + entity.getClass().getName());
        }
        FieldSpec spec = kind.spec().fields().get(field);
        if (sent == null && ring.shows(newest, entity, null)) {
            return spec.dequantise(ring.value(newest, entity, axis));
        }
        if (sent == null || !isThere(sent, entity, back)) {
            return kind.present(entity, field);
        }
        return spec.min() + drawn(sent, entity, axis, spec.levels()) * spec.step();
    }

    /// As `linear` of `browser-client/src/state/viewBuilder.ts`, but for an underrun's guess, for which it takes the straight line.
    private double drawn(SentTicks seen, Entity entity, int axis, int levels) {
        int from = ring.value(seen.tick(back), entity, axis);
        double velocityFrom = velocity(seen, entity, axis, back);
        if (back > 0 && isThere(seen, entity, back - 1)) {
            int to = ring.value(seen.tick(back - 1), entity, axis);
            long ticks = seen.tick(back - 1) - seen.tick(back);
            double velocityTo = velocity(seen, entity, axis, back - 1);
            return Interpolation.between(from, to, ticks, share, levels, isCurved, velocityFrom, velocityTo);
        }
        return Double.isNaN(velocityFrom) ? from : Math.clamp(from + velocityFrom * ticksBeyond, 0, levels - 1.0);
    }

    private double velocity(SentTicks seen, Entity entity, int axis, int at) {
        if (!isThere(seen, entity, at + 1)) {
            return Interpolation.UNKNOWN;
        }
        int value = ring.value(seen.tick(at), entity, axis);
        int before = ring.value(seen.tick(at + 1), entity, axis);
        long gap = seen.tick(at) - seen.tick(at + 1);
        if (!isThere(seen, entity, at + 2)) {
            return Interpolation.velocity(value, before, gap);
        }
        int earlier = ring.value(seen.tick(at + 2), entity, axis);
        return Interpolation.velocity(value, before, earlier, gap, seen.tick(at + 1) - seen.tick(at + 2));
    }

    private boolean isThere(SentTicks seen, Entity entity, int at) {
        return at < seen.size() && ring.shows(seen.tick(at), entity, seen.view(at));
    }
}
