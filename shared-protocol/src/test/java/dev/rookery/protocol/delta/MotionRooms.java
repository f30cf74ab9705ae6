package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.DirectedKinds.BOLT;
import static dev.rookery.protocol.delta.DirectedKinds.DISC;
import static dev.rookery.protocol.delta.DirectedKinds.LAST_X;
import static dev.rookery.protocol.delta.DirectedKinds.kind;
import static dev.rookery.protocol.delta.DirectedKinds.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.List;
import java.util.SplittableRandom;

/// Streams that walk the edges of prediction, which random ones miss. Each method is one vector.
final class MotionRooms {
    private final BackEnd backEnd;

    MotionRooms(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    List<ObjectNode> all() {
        return List.of(
                worldEdges(),
                jumps("jumps", 30_000, LAST_X, 1200),
                jumps("jumps in 12 bits", 2048, 4095, 256),
                jumps("jumps in 8 bits", 128, 255, 32),
                unevenPair(),
                cellClamps(),
                angles(),
                narrowAngles(),
                fadingTurns(),
                evenTurns(),
                wideField(),
                threeAxes(),
                severalTicks(3),
                severalTicks(64),
                everyHistory());
    }

    /// One disc walks through the given points; each row is x, y, heading.
    private ObjectNode path(String name, int[][] points) {
        return path(name, DISC, points);
    }

    private ObjectNode path(String name, EntitySpec kind, int[][] points) {
        GameSchema schema = schema(1, kind);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder(name, schema, backEnd).keyframe();
        rows.spawn(0, 0);
        for (int[] point : points) {
            for (int field = 0; field < point.length; field++) {
                rows.set(0, field, point[field]);
            }
            recorder.delta(rows).keyframe();
        }
        return recorder.vector();
    }

    /// Into each wall and corner at speed, then rest there with a velocity left over.
    private ObjectNode worldEdges() {
        return path("world edges", new int[][] {
            {100, 100, 0}, {60, 60, 0}, {20, 20, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {1, 0, 0},
            {0, 1, 0}, {LAST_X - 90, 0, 0}, {LAST_X - 50, 0, 0}, {LAST_X - 10, 0, 0}, {LAST_X, 0, 0}, {LAST_X, 0, 0},
            {LAST_X, LAST_X - 700, 0}, {LAST_X, LAST_X - 300, 0}, {LAST_X, LAST_X, 0}, {LAST_X, LAST_X, 0},
            {LAST_X - 1, LAST_X, 0}, {LAST_X, LAST_X - 1, 0}, {0, LAST_X, 0}, {0, 0, 0}, {LAST_X, LAST_X, 0},
            {LAST_X - 90, LAST_X - 90, 0}, {LAST_X - 50, LAST_X - 50, 0}, {LAST_X - 10, LAST_X - 10, 0},
            {LAST_X, LAST_X, 0}, {LAST_X, LAST_X, 0}, {LAST_X, LAST_X, 0}, {LAST_X, LAST_X, 0},
        });
    }

    /// Residuals of exactly the limit of a jump and one beyond it, in each direction and axis.
    private ObjectNode jumps(String name, int start, int last, int limit) {
        int[][] points = new int[40][];
        int[] at = {start, start};
        points[0] = at.clone();
        for (int i = 1; i < points.length; i++) {
            int size = limit + (i >> 2 & 1);
            if (i % 2 == 1) { // the other ones let the velocity come to rest
                at[i >> 1 & 1] += (i >> 3 & 1) == 0 ? size : -size;
            }
            points[i] = at.clone();
        }
        return path(name, kind("box", false, FieldSpec.linear("x", 0, last, 1), FieldSpec.linear("y", 0, last, 1)), points);
    }

    /// What is a jump for one axis of a pair need not be one for the other.
    private ObjectNode unevenPair() {
        EntitySpec lift =
                kind("lift", false, FieldSpec.linear("height", 0, LAST_X, 1), FieldSpec.linear("door", 0, 255, 1));
        int[][] points = new int[24][];
        int height = 1000;
        int door = 100;
        for (int i = 0; i < points.length; i++) {
            points[i] = new int[] {height, door};
            height += i % 4 == 1 ? 100 : i % 4 == 2 ? 32 : 0;
            door += i % 8 == 3 ? 33 : i % 8 == 5 ? -33 : i % 2;
        }
        return path("uneven pair", lift, points);
    }

    /// Crawling and slowing by single units, so that a value changes in the midst of its cell's fractions.
    private ObjectNode cellClamps() {
        int[][] points = new int[60][];
        int x = 1000;
        int y = 1000;
        for (int i = 0; i < points.length; i++) {
            x += i < 30 ? (i % 3 == 0 ? 1 : 0) : (i % 4 == 0 ? -1 : 0);
            y += i % 7 == 0 ? 2 : i % 5 == 0 ? -1 : 0;
            points[i] = new int[] {x, y, 0};
        }
        return path("cell clamps", points);
    }

    /// Over the wrap both ways, by exactly half a turn, and turning steadily both ways.
    private ObjectNode angles() {
        int[] headings = {
            0, 1023, 0, 512, 0, 511, 0, 513, 1, 1022, 1020, 1016, 1012, 1008, 1004, 1000, 996, 992, 992, 992, 992, 992,
            1000, 1008, 1016, 0, 8, 16, 24, 32, 33, 33, 33, 33, 545, 33, 32, 31, 30, 29, 28, 28, 28
        };
        int[][] points = new int[headings.length][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new int[] {5, 5, headings[i]};
        }
        return path("angles", points);
    }

    /// Angles of 1, 2 and 16 bits: half a turn of the narrowest is its only step, the widest ones turn at their fastest.
    private ObjectNode narrowAngles() {
        EntitySpec dial =
                kind("dial", false, FieldSpec.angle("one", 1), FieldSpec.angle("two", 2), FieldSpec.angle("wide", 16));
        int[] wides = {0, 32_768, 0, 32_767, 65_535, 32_768, 1, 32_770, 5, 32_773, 4, 4, 4, 32_772, 3, 3};
        int[][] points = new int[wides.length * 2][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new int[] {(i * 5) >> 1 & 1, (i * 11) >> 2 & 3, wides[i % wides.length]};
        }
        return path("narrow and wide angles", dial, points);
    }

    /// Turning by one unit each tick while something else changes, so that the turn rate fades, both ways.
    private ObjectNode fadingTurns() {
        int[][] points = new int[80][];
        for (int i = 0; i < points.length; i++) {
            int turned = i % 20;
            points[i] = new int[] {1000 + i * i, 5, (i / 20 % 2 == 0 ? -turned : turned) & 1023};
        }
        return path("fading turns", points);
    }

    /// Turning evenly both ways, long after anything was corrected: nothing else says that they do not rest.
    private ObjectNode evenTurns() {
        int[] turns = {-1, 1, -512, 511};
        GameSchema schema = schema(turns.length, DISC);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("even turns", schema, backEnd);
        for (int slot = 0; slot < turns.length; slot++) {
            rows.spawn(slot, 0);
        }
        recorder.keyframe();
        for (int tick = 0; tick < 24; tick++) {
            for (int slot = 0; slot < turns.length; slot++) {
                int turn = tick < 16 + slot ? turns[slot] : 0;
                rows.set(slot, 2, rows.value(slot, 2) + turn & 1023);
            }
            recorder.delta(rows);
        }
        return recorder.keyframe().vector();
    }

    /// Fields of 1, 20, 21 and 24 bits: the sub-unit shift and int32 hold.
    private ObjectNode wideField() {
        EntitySpec ship = kind(
                "ship",
                false,
                FieldSpec.linear("one", 0, 1, 1),
                FieldSpec.linear("twenty", 0, (1 << 20) - 1, 1),
                FieldSpec.linear("twentyOne", 0, (1 << 21) - 1, 1),
                FieldSpec.linear("twentyFour", 0, (1 << 24) - 1, 1));
        GameSchema schema = schema(2, ship);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("wide fields", schema, backEnd).keyframe();
        rows.spawn(0, 0);
        rows.spawn(1, 0);
        int most = (1 << 24) - 1;
        int[] steps = {
            0, 1, -1, 1200, -1200, 700, 1201, 1 << 19, 0, -3, 900_000, -900_000, 5, 5, 5, most, 0, -most, 0, most, 1200, -1200
        };
        for (int step : steps) {
            rows.set(0, 0, step & 1);
            for (int field = 1; field < 4; field++) {
                int last = ship.fields().get(field).levels() - 1;
                rows.set(0, field, Math.clamp((long) rows.value(0, field) + step, 0, last));
                rows.set(1, field, last - rows.value(0, field));
            }
            recorder.delta(rows).keyframe();
        }
        return recorder.vector();
    }

    /// A third axis has no partner, and does not fly straight where the first two do.
    private ObjectNode threeAxes() {
        FieldSpec x = FieldSpec.linear("x", 0, 4095, 1);
        FieldSpec y = FieldSpec.linear("y", 0, 4095, 1);
        FieldSpec z = FieldSpec.linear("z", 0, 1023, 1);
        GameSchema schema = schema(2, kind("kite", false, x, y, z), kind("shell", true, x, y, z));
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("three axes", schema, backEnd).keyframe();
        rows.spawn(0, 0);
        rows.spawn(1, 1);
        int height = 0;
        for (int tick = 0; tick < 40; tick++) {
            height = Math.max(0, height + 40 - 2 * tick);
            rows.set(0, 0, 100 + tick);
            rows.set(0, 1, 4000 - tick * tick);
            rows.set(0, 2, tick % 9 == 8 ? 1000 : height);
            rows.set(1, 0, 10 + tick * 2);
            rows.set(1, 1, 20 + tick / 2);
            rows.set(1, 2, height);
            rows.launch(1, 0, tick % 2 * 128, 512, 128);
            recorder.delta(rows);
            if (tick % 8 == 7) {
                recorder.keyframe();
            }
        }
        return recorder.vector();
    }

    /// Frames of several ticks, and where things are expected to be between and after them: turn rates of both signs
    /// that do not divide evenly, and motion out of the world on all sides.
    private ObjectNode severalTicks(int ticksPerFrame) {
        GameSchema schema = schema(3, DISC, BOLT);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder =
                new VectorRecorder(ticksPerFrame + " ticks a frame", schema, ticksPerFrame, backEnd).lookingAhead();
        rows.spawn(0, 0);
        rows.spawn(1, 0);
        rows.spawn(2, 1);
        int velocityX = -777;
        int velocityY = 1001;
        int x = 30_000 << 8;
        int y = 100 << 8;
        recorder.keyframe();
        for (int frame = 0; frame < 30; frame++) {
            rows.set(0, 0, Math.max(0, 900 - frame * 37));
            rows.set(0, 1, Math.min(LAST_X, LAST_X - 900 + frame * 41));
            rows.set(0, 2, frame * frame & 1023);
            rows.set(1, 0, 500 + (frame > 3 ? 3 : frame));
            rows.set(1, 2, -frame * (frame % 5) & 1023);
            if (frame % 10 == 9) {
                velocityX = -velocityX;
            }
            x += velocityX * ticksPerFrame;
            y += velocityY * ticksPerFrame;
            rows.set(2, 0, x >> 8);
            rows.set(2, 1, y >> 8);
            rows.launch(2, x & 255, y & 255, velocityX, velocityY);
            recorder.delta(rows);
            if (frame % 6 == 5) {
                recorder.keyframe();
            }
        }
        return recorder.vector();
    }

    /// Errors of all sizes in all orders, so that every place in the tables of orders is used: in steered flight too.
    private ObjectNode everyHistory() {
        GameSchema schema = schema(24, DISC, BOLT);
        EntityRows rows = new EntityRows(schema);
        SplittableRandom random = new SplittableRandom(11);
        VectorRecorder recorder = new VectorRecorder("every history", schema, backEnd).terse().keyframe();
        for (int slot = 0; slot < schema.maxEntities(); slot++) {
            rows.spawn(slot, slot & 1);
            rows.set(slot, 0, 30_000);
            rows.set(slot, 1, 30_000);
        }
        for (int tick = 0; tick < 90; tick++) {
            for (int slot = 0; slot < schema.maxEntities(); slot++) {
                for (int field = 0; field < 2; field++) {
                    rows.set(slot, field, rows.value(slot, field) + anySize(random));
                }
                if (rows.kind(slot) == 0) {
                    rows.set(slot, 2, rows.value(slot, 2) + anySize(random) & 1023);
                }
                rows.launch(slot, 0, 0, 1000 + tick * 5, 0);
            }
            recorder.delta(rows);
        }
        return recorder.keyframe().vector();
    }

    private static int anySize(SplittableRandom random) {
        int size = random.nextInt(1 << random.nextInt(8));
        return random.nextBoolean() ? size : -size;
    }
}
