package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.CellView;
import dev.rookery.protocol.delta.EntityRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where things were in the last few ticks, on the grid that clients see: for lag compensation. Owned by the room's
/// thread; allocates nothing once every slot was used.
public final class SnapshotRing {
    private static final int KEPT_MILLIS = 400; // the longest rewind, and what a curve needs before it

    private final GameBinding<?> binding;
    private final Moment[] moments;

    public SnapshotRing(GameBinding<?> binding) {
        this.binding = binding;
        int ticks = Math.max(4, (KEPT_MILLIS * binding.type().tickRateHz() + 999) / 1000 + 1);
        moments = new Moment[ticks];
        Arrays.setAll(moments, i -> new Moment());
    }

    /// Keeps the positions of `tick`, as just quantised.
    void keep(long tick, @Nullable Entity[] slots, int end, EntityRows rows) {
        Moment moment = moment(tick);
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
    }

    /// Keeps in which stream each entity of `tick` was told of, after [#keep].
    void keepHomes(long tick, int[] homes, int end) {
        System.arraycopy(homes, 0, moment(tick).homes, 0, end);
    }

    /// Whether a client that was sent these cells of `tick`, or everything if null, was told of `entity`.
    public boolean shows(long tick, Entity entity, @Nullable CellView view) {
        Moment moment = moment(tick);
        int slot = entity.id();
        if (moment.tick != tick || slot < 0 || slot >= moment.entities.length || moment.entities[slot] != entity) {
            return false;
        }
        InterestGrid grid = binding.interest();
        return view == null || grid == null || grid.sees(view, moment.homes[slot]);
    }

    /// The first (`axis` 0) or second linear field of an entity at the end of `tick`, on its grid; only of what
    /// [#shows] knows.
    public int value(long tick, Entity entity, int axis) {
        Moment moment = moment(tick);
        return axis == 0 ? moment.xs[entity.id()] : moment.ys[entity.id()];
    }

    private Moment moment(long tick) {
        return moments[(int) Math.floorMod(tick, (long) moments.length)];
    }

    /// One tick's positions by slot.
    private static final class Moment {
        private long tick = -1;
        private @Nullable Entity[] entities = new @Nullable Entity[0];
        private int[] xs = new int[0];
        private int[] ys = new int[0];
        private int[] homes = new int[0];

        void reserve(int count) {
            if (entities.length < count) {
                int capacity = Math.max(count, entities.length * 2);
                entities = new @Nullable Entity[capacity];
                xs = new int[capacity];
                ys = new int[capacity];
                homes = new int[capacity];
            }
        }
    }
}
