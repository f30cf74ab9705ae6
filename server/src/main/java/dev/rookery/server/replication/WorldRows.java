package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.EntityRows;
import org.jspecify.annotations.Nullable;

/// The world of a room as rows by id, quantised once a tick. Owned by the room's thread; allocates nothing.
final class WorldRows {
    private final GameBinding<?> binding;
    private final EntityRows rows;
    private final SnapshotRing ring;
    private final @Nullable Entity[] shown; // by slot, what the rows hold
    private final double[] scratch;
    private int shownEnd;

    WorldRows(GameBinding<?> binding, SnapshotRing ring) {
        this.binding = binding;
        this.ring = ring;
        rows = new EntityRows(binding.schema());
        shown = new @Nullable Entity[rows.capacity()];
        scratch = new double[binding.scratchLength()];
    }

    EntityRows rows() {
        return rows;
    }

    /// Whether the rows are those of this entity.
    boolean shows(Entity entity) {
        int slot = entity.id();
        return slot >= 0 && slot < shown.length && shown[slot] == entity;
    }

    /// Takes the state at the end of a tick: entities by slot up to `end`.
    void capture(long tick, @Nullable Entity[] slots, int end) {
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
}
