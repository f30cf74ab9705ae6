package dev.rookery.testing;

import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// What was true in a [Crowd] at the end of each of the last ticks. The room writes, any thread reads.
public final class CrowdTruth {
    /// The end of one tick.
    private static final class Moment {
        private final long tick;
        private final long nanos;
        private final int[] values; // by slot: kind (0 none, 1 walker, 2 lamp), then its fields as declared

        Moment(long tick, long nanos, int[] values) {
            this.tick = tick;
            this.nanos = nanos;
            this.values = values;
        }
    }

    private static final int KEPT_TICKS = 1024;
    private static final int FIELDS = 8;

    private final AtomicReferenceArray<@Nullable Moment> moments = new AtomicReferenceArray<>(KEPT_TICKS);
    private volatile long newestTick = -1;

    void keep(long tick, List<Entity> all) {
        int end = 0;
        for (Entity entity : all) {
            end = Math.max(end, entity.id() + 1);
        }
        int[] values = new int[end * FIELDS];
        for (Entity entity : all) {
            int at = entity.id() * FIELDS;
            if (entity instanceof Crowd.Walker walker) {
                write(values, at, 1, (int) walker.x, (int) walker.y, walker.hue, walker.lit);
                values[at + 5] = walker.badge;
                values[at + 6] = walker.number;
                values[at + 7] = walker.load;
            } else if (entity instanceof Crowd.Lamp lamp) {
                write(values, at, 2, lamp.x, lamp.y, lamp.hue, lamp.lit);
            }
        }
        moments.set((int) (tick % KEPT_TICKS), new Moment(tick, System.nanoTime(), values));
        newestTick = tick;
    }

    private static void write(int[] values, int at, int kind, int x, int y, int hue, boolean lit) {
        values[at] = kind;
        values[at + 1] = x;
        values[at + 2] = y;
        values[at + 3] = hue;
        values[at + 4] = lit ? 1 : 0;
    }

    /// The tick that the room has computed last.
    public long newestTick() {
        return newestTick;
    }

    /// How old a state of that tick is now, in milliseconds.
    public double ageMillis(long tick) {
        return (System.nanoTime() - moment(tick).nanos) / 1e6;
    }

    private Moment moment(long tick) {
        Moment moment = tick < 0 ? null : moments.get((int) (tick % KEPT_TICKS));
        if (moment == null || moment.tick != tick) {
            throw new AssertionError("Nothing is known of that tick any more: tick=" + tick + " newest=" + newestTick);
        }
        return moment;
    }

    /// Compares what a client shows with what was true in that tick.
    public Difference difference(GameSchema schema, EntityRows rows, long tick) {
        int walkers = kind(schema, "walker");
        int[] truth = moment(tick).values;
        int ghosts = 0;
        int missing = 0;
        int wrong = 0;
        int[] shown = new int[FIELDS];
        for (int slot = 0; slot < Math.max(rows.end(), truth.length / FIELDS); slot++) {
            int kind = slot < rows.end() ? rows.kind(slot) : -1;
            int[] real = slot * FIELDS < truth.length
                    ? Arrays.copyOfRange(truth, slot * FIELDS, (slot + 1) * FIELDS)
                    : new int[FIELDS];
            if (kind < 0) {
                missing += real[0] != 0 ? 1 : 0;
            } else if (real[0] == 0) {
                ghosts++;
            } else {
                shown[0] = kind == walkers ? 1 : 2;
                int fields = schema.entities().get(kind).fields().size();
                for (int field = 1; field < FIELDS; field++) {
                    shown[field] = field <= fields ? rows.value(slot, field - 1) : 0;
                }
                wrong += Arrays.equals(shown, real) ? 0 : 1;
            }
        }
        return new Difference(ghosts, missing, wrong);
    }

    private static int kind(GameSchema schema, String name) {
        for (int kind = 0; kind < schema.entities().size(); kind++) {
            if (schema.entities().get(kind).name().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("The schema has no such kind: name=" + name);
    }

    /// What is not as it should be: shown and not there, there and not shown, shown otherwise.
    public record Difference(int ghosts, int missing, int wrong) {
        public static final Difference NONE = new Difference(0, 0, 0);
    }
}
