package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.EntityRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where things were in the last few ticks, on the grid that clients see: for lag compensation. Owned by the room's
/// thread; allocates nothing once every slot was used.
public final class SnapshotRing {
    private static final int KEPT_MILLIS = 300;

    private final GameBinding<?> binding;
    private final Moment[] moments;
    private long newestTick = -1;

    public SnapshotRing(GameBinding<?> binding) {
        this.binding = binding;
        int ticks = Math.max(2, (KEPT_MILLIS * binding.type().tickRateHz() + 999) / 1000 + 1);
        moments = new Moment[ticks];
        Arrays.setAll(moments, i -> new Moment());
    }

    /// Keeps the positions of `tick`, as just quantised.
    void keep(long tick, @Nullable Entity[] slots, int end, EntityRows rows) {
        Moment moment = moments[(int) (tick % moments.length)];
        moment.reserve(end);
        for (int slot = 0; slot < end; slot++) {
            Entity entity = slots[slot];
            moment.entities[slot] = entity;
            if (entity != null) {
                EntityBinding kind = binding.entities().get(rows.kind(slot));
                moment.xs[slot] = kind.positionX() < 0 ? 0 : rows.value(slot, kind.positionX());
                moment.ys[slot] = kind.positionY() < 0 ? 0 : rows.value(slot, kind.positionY());
            }
        }
        Arrays.fill(moment.entities, end, moment.entities.length, null);
        moment.tick = tick;
        newestTick = tick;
    }

    /// Where `entity` was at the end of `tick`: its first (`axis` 0) or second smooth field, in world units. A tick that is
    /// no longer or not yet there, or an entity that was not there then, answers from the nearest kept tick after it.
    public double position(long tick, Entity entity, int axis) {
        EntityBinding kind = binding.entity(entity.getClass());
        int field = axis == 0 ? kind.positionX() : kind.positionY();
        if (field < 0) {
            throw new IllegalArgumentException("This entity has no position: type=" + entity.getClass().getName());
        }
        for (long t = tick; t <= newestTick; t++) {
            Moment moment = moments[(int) Math.floorMod(t, (long) moments.length)];
            int slot = entity.id();
            if (moment.tick == t && slot >= 0 && slot < moment.entities.length && moment.entities[slot] == entity) {
                int value = axis == 0 ? moment.xs[slot] : moment.ys[slot];
                return kind.spec().fields().get(field).dequantise(value);
            }
        }
        return kind.present(entity, field);
    }

    /// One tick's positions by slot.
    private static final class Moment {
        private long tick = -1;
        private @Nullable Entity[] entities = new @Nullable Entity[0];
        private int[] xs = new int[0];
        private int[] ys = new int[0];

        void reserve(int count) {
            if (entities.length < count) {
                int capacity = Math.max(count, entities.length * 2);
                entities = new @Nullable Entity[capacity];
                xs = new int[capacity];
                ys = new int[capacity];
            }
        }
    }
}
