package dev.rookery.bench.feel;

import dev.rookery.games.skirmish.Controls;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.server.replication.CaptureObserver;
import dev.rookery.server.room.InputObserver;
import dev.rookery.server.room.RoomLoop;
import java.util.ArrayList;
import java.util.List;

/// What the server knew: of each tick when it was and where all moving things were, on the grid that clients see; of each
/// player which input was consumed when, and which ticks had none. Written by the room's thread; read once the room is over.
final class TruthLog implements CaptureObserver, InputObserver {
    /// One tick: its number, when its state was captured on the monotonic clock, and the moving entities with their places in
    /// world units.
    static final class Tick {
        final long number;
        final double millis;
        private final int[] slots;
        private final int[] kinds; // indexes into the schema
        private final double[] xs;
        private final double[] ys;
        private int count;

        private Tick(long number, double millis, int capacity) {
            this.number = number;
            this.millis = millis;
            slots = new int[capacity];
            kinds = new int[capacity];
            xs = new double[capacity];
            ys = new double[capacity];
        }

        private void add(int slot, int kind, double x, double y) {
            slots[count] = slot;
            kinds[count] = kind;
            xs[count] = x;
            ys[count++] = y;
        }

        int count() {
            return count;
        }

        /// Where the entity of that slot and kind is among them, or -1.
        int indexOf(int slot, int kind) {
            for (int i = 0; i < count; i++) {
                if (slots[i] == slot && kinds[i] == kind) {
                    return i;
                }
            }
            return -1;
        }

        int kind(int i) {
            return kinds[i];
        }

        double x(int i) {
            return xs[i];
        }

        double y(int i) {
            return ys[i];
        }
    }

    /// @param marginEighths how long it had waited, in 1/8 ticks
    /// @param standing the sequence that the tick stands for
    record Consumed(
            int seat, long tick, int sequence, int depth, int marginEighths, int standing, Controls controls) {}

    record Missing(int seat, long tick, boolean repeated) {}

    final List<Tick> ticks = new ArrayList<>(8192);
    final List<Consumed> consumed = new ArrayList<>(65_536);
    final List<Missing> missing = new ArrayList<>();
    final int shipKind;
    private final FieldSpec[] axes; // two for each kind, null where it does not move
    private final RoomLoop<?> room;

    TruthLog(GameSchema schema, RoomLoop<?> room) {
        this.room = room;
        List<EntitySpec> kinds = schema.entities();
        axes = new FieldSpec[kinds.size() * 2];
        int ship = -1;
        for (int kind = 0; kind < kinds.size(); kind++) {
            List<FieldSpec> fields = kinds.get(kind).fields();
            if (fields.size() > 1
                    && fields.get(0).kind() == FieldKind.LINEAR
                    && fields.get(1).kind() == FieldKind.LINEAR) {
                axes[2 * kind] = fields.get(0);
                axes[2 * kind + 1] = fields.get(1);
            }
            ship = kinds.get(kind).name().equals("ship") ? kind : ship;
        }
        shipKind = ship;
        room.observe(this);
        room.observeInputs(this);
    }

    @Override
    public void captured(EntityRows rows, int[] homes) {
        int count = 0;
        for (int slot = 0; slot < rows.end(); slot++) {
            count += moves(rows.kind(slot)) ? 1 : 0;
        }
        Tick tick = new Tick(room.room().tick(), System.nanoTime() / 1e6, count);
        for (int slot = 0; slot < rows.end(); slot++) {
            int kind = rows.kind(slot);
            if (moves(kind)) {
                tick.add(
                        slot,
                        kind,
                        axes[2 * kind].dequantise(rows.value(slot, 0)),
                        axes[2 * kind + 1].dequantise(rows.value(slot, 1)));
            }
        }
        ticks.add(tick);
    }

    private boolean moves(int kind) {
        return kind >= 0 && axes[2 * kind] != null;
    }

    @Override
    public void consumed(int seat, int sequence, Record input, int depth, int marginEighths, int standing) {
        consumed.add(new Consumed(
                seat,
                room.room().tick(),
                sequence,
                depth,
                marginEighths,
                standing,
                (Controls) input));
    }

    @Override
    public void missing(int seat, boolean repeated) {
        missing.add(new Missing(seat, room.room().tick(), repeated));
    }
}
