package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.DirectedKinds.BOLT;
import static dev.rookery.protocol.delta.DirectedKinds.DISC;
import static dev.rookery.protocol.delta.DirectedKinds.kind;
import static dev.rookery.protocol.delta.DirectedKinds.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.List;
import java.util.stream.IntStream;

/// Streams that walk the edges of slots, runs and the fields that do not move. Each method is one vector.
final class SlotRooms {
    private final BackEnd backEnd;

    SlotRooms(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    List<ObjectNode> all() {
        return List.of(activity(), slots(), otherFields(), manyKinds(), fullRoom(), nothingAtAll());
    }

    /// Every step of activity up and down, idle runs of every length up to the last slot.
    private ObjectNode activity() {
        GameSchema schema = schema(9, DISC);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("activity and idle runs", schema, backEnd).keyframe();
        IntStream.range(0, 9).forEach(slot -> rows.spawn(slot, 0));
        recorder.delta(rows).delta(rows).delta(rows);
        for (int pattern = 0; pattern < 10; pattern++) {
            for (int rest = 0; rest <= pattern % 5; rest++) {
                recorder.delta(rows);
            }
            for (int slot = 0; slot < 9; slot++) {
                if (pattern == 9 || slot == pattern || slot == 8 - pattern % 4) {
                    rows.set(slot, 2, rows.value(slot, 2) + 1 & 1023);
                }
            }
            recorder.delta(rows);
        }
        recorder.delta(rows).delta(rows).delta(rows).delta(rows).keyframe();
        return recorder.vector();
    }

    /// First and last slot, holes, a slot that changes hands within one frame, generations that wrap.
    private ObjectNode slots() {
        GameSchema schema = schema(65_535, DISC, BOLT);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("slots", schema, backEnd).keyframe().delta(rows);
        rows.spawn(65_534, 0);
        recorder.delta(rows).keyframe();
        rows.spawn(0, 1);
        recorder.delta(rows);
        rows.despawn(65_534);
        rows.spawn(65_534, 1);
        recorder.delta(rows);
        rows.despawn(65_534);
        recorder.delta(rows).keyframe();
        rows.despawn(0);
        rows.spawn(0, 0);
        rows.spawn(7, 0);
        recorder.delta(rows);
        rows.despawn(0);
        rows.despawn(7);
        recorder.delta(rows).keyframe().delta(rows);
        recorder.terse();
        for (int i = 0; i < 260; i++) {
            rows.spawn(3, i & 1);
            recorder.delta(rows);
            rows.despawn(3);
        }
        recorder.delta(rows).keyframe();
        return recorder.vector();
    }

    /// Scalars to both ends, every enum symbol, references to nobody and to the last slot, each flag alone.
    private ObjectNode otherFields() {
        GameSchema schema = schema(
                3,
                kind(
                        "crate",
                        true,
                        FieldSpec.scalar("health", 0, 100, 1),
                        FieldSpec.symbol("colour", List.of("red", "green", "blue")),
                        FieldSpec.reference("owner"),
                        FieldSpec.flag("open"),
                        FieldSpec.scalar("weight", -8, 8, 0.25),
                        FieldSpec.flag("burning"),
                        FieldSpec.symbol("only", List.of("one")),
                        FieldSpec.scalar("large", 0, (1 << 24) - 1, 1)));
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("other fields", schema, backEnd).keyframe();
        rows.spawn(1, 0);
        int[][] changes = {
            {0, 100}, {0, 0}, {0, 50}, {0, 49}, {1, 2}, {1, 1}, {1, 0}, {2, 3}, {2, 0}, {2, 1}, {3, 1}, {5, 1}, {3, 0},
            {5, 0}, {4, 64}, {4, 0}, {7, (1 << 24) - 1}, {7, 0}, {7, 1 << 23}
        };
        recorder.delta(rows);
        for (int[] change : changes) {
            rows.set(1, change[0], change[1]);
            recorder.delta(rows);
        }
        rows.spawn(0, 0);
        recorder.delta(rows);
        for (int field : new int[] {0, 1, 2, 3, 4, 5, 7}) {
            rows.set(0, field, 1);
        }
        rows.spawn(2, 0);
        for (int field : new int[] {0, 1, 2, 3, 4, 5, 7}) {
            rows.set(2, field, rows.value(1, field));
        }
        recorder.delta(rows).keyframe().delta(rows);
        return recorder.vector();
    }

    /// Five kinds, so that three of the eight that their bits can tell do not exist; an enum of 256 symbols.
    private ObjectNode manyKinds() {
        List<String> symbols = IntStream.range(0, 256).mapToObj(i -> "s" + i).toList();
        EntitySpec[] kinds = IntStream.range(0, 5)
                .mapToObj(i -> kind("kind" + i, false, FieldSpec.symbol("symbol", symbols), FieldSpec.flag("on")))
                .toArray(EntitySpec[]::new);
        GameSchema schema = schema(6, kinds);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("many kinds", schema, backEnd).terse().keyframe();
        for (int i = 0; i < 40; i++) {
            int slot = i * 5 % 6;
            if (rows.kind(slot) >= 0) {
                rows.despawn(slot);
            }
            rows.spawn(slot, i % 5);
            rows.set(slot, 0, i * 51 & 255);
            rows.set(slot, 1, i & 1);
            recorder.delta(rows);
            rows.set(slot, 0, 255 - rows.value(slot, 0));
            recorder.delta(rows).keyframe();
        }
        return recorder.vector();
    }

    /// 65,535 entities at once, of which the last and the first move.
    private ObjectNode fullRoom() {
        GameSchema schema = schema(65_535, kind("lamp", false, FieldSpec.flag("on")));
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("full room", schema, backEnd).keyframe();
        IntStream.range(0, 65_535).forEach(slot -> rows.spawn(slot, 0));
        recorder.delta(rows).delta(rows).delta(rows);
        rows.set(65_534, 0, 1);
        recorder.delta(rows);
        rows.set(0, 0, 1);
        recorder.delta(rows).delta(rows);
        rows.despawn(65_534);
        rows.despawn(0);
        return recorder.delta(rows).delta(rows).vector();
    }

    /// Kinds without fields, a room of one slot, and an entity that nothing ever happens to.
    private ObjectNode nothingAtAll() {
        GameSchema schema = schema(2, kind("ghost", false));
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("nothing at all", schema, backEnd).keyframe().delta(rows);
        rows.spawn(1, 0);
        recorder.delta(rows).delta(rows).delta(rows).delta(rows).keyframe();
        rows.despawn(1);
        return recorder.delta(rows).vector();
    }
}
