package dev.rookery.bench.bytes;

import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.List;

/// Plays a trace into rows, one frame at a time, under the schema that a game of this sort would declare.
public final class TraceRoom {
    private static final int PLAYER_KIND = 0;
    private static final int PROJECTILE_KIND = 1;
    private static final int FIRST_FLAG = 5;
    private static final int FLAGS = 4;

    /// Of the frame shown last.
    public final EntityRows rows;

    private final int[] generations;
    private final int[] frames; // by slot: the last frame that had it
    private int frame;

    /// An empty room.
    public TraceRoom(Trace trace, GameSchema schema) {
        rows = new EntityRows(schema);
        generations = new int[trace.slots()];
        frames = new int[trace.slots()];
    }

    /// What the game behind the trace would declare.
    public static GameSchema schema(Trace trace) {
        FieldSpec x = FieldSpec.linear("x", 0, 65_535, 1);
        FieldSpec y = FieldSpec.linear("y", 0, 65_535, 1);
        FieldSpec heading = FieldSpec.angle("heading", 10);
        EntitySpec player = new EntitySpec(
                "player",
                List.of(
                        x,
                        y,
                        heading,
                        FieldSpec.scalar("health", 0, 127, 1),
                        FieldSpec.scalar("score", 0, 65_535, 1),
                        FieldSpec.flag("alive"),
                        FieldSpec.flag("trigger"),
                        FieldSpec.flag("shield"),
                        FieldSpec.flag("dashing")),
                List.of(),
                false);
        EntitySpec projectile = new EntitySpec(
                "projectile",
                List.of(
                        x,
                        y,
                        heading,
                        FieldSpec.symbol("type", List.of("straight", "homing", "bouncing")),
                        FieldSpec.reference("owner")),
                List.of(),
                true);
        return new GameSchema("trace", trace.hz(), trace.slots(), List.of(player, projectile), List.of(), List.of());
    }

    /// Makes the rows those of one frame. Allocates nothing.
    public void show(List<Trace.Entity> entities) {
        frame++;
        int count = entities.size();
        for (int i = 0; i < count; i++) {
            frames[entities.get(i).slot()] = frame;
        }
        for (int slot = 0; slot < rows.end(); slot++) {
            if (rows.kind(slot) >= 0 && frames[slot] != frame) {
                rows.despawn(slot);
            }
        }
        for (int i = 0; i < count; i++) {
            place(entities.get(i));
        }
    }

    private void place(Trace.Entity entity) {
        int slot = entity.slot();
        int kind = entity.type() == Trace.PLAYER ? PLAYER_KIND : PROJECTILE_KIND;
        boolean known = rows.kind(slot) == kind && generations[slot] == entity.generation();
        if (!known) {
            if (rows.kind(slot) >= 0) {
                rows.despawn(slot);
            }
            rows.spawn(slot, kind);
            generations[slot] = entity.generation();
        }
        rows.set(slot, 0, entity.x());
        rows.set(slot, 1, entity.y());
        rows.set(slot, 2, entity.heading());
        if (kind == PLAYER_KIND) {
            rows.set(slot, 3, entity.health());
            rows.set(slot, 4, entity.score());
            for (int flag = 0; flag < FLAGS; flag++) {
                rows.set(slot, FIRST_FLAG + flag, entity.flags() >> flag & 1);
            }
        } else {
            rows.set(slot, 3, entity.kind());
            rows.set(slot, 4, entity.owner() + 1);
            // The fraction is exact at the spawn of everything that flies straight: a launch is from a whole unit.
            rows.launch(
                    slot,
                    entity.age() * entity.vx() & 0xFF,
                    entity.age() * entity.vy() & 0xFF,
                    entity.vx(),
                    entity.vy());
        }
    }
}
