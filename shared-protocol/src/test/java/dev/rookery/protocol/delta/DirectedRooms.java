package dev.rookery.protocol.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Streams that walk the edges which random ones miss. Each method is one vector.
final class DirectedRooms {
    private static final int LAST_X = 65_535;
    private static final EntitySpec DISC = new EntitySpec(
            "disc",
            List.of(
                    FieldSpec.linear("x", 0, LAST_X, 1),
                    FieldSpec.linear("y", 0, LAST_X, 1),
                    FieldSpec.angle("heading", 10)),
            List.of(),
            false);
    private static final EntitySpec BOLT = new EntitySpec(
            "bolt",
            List.of(FieldSpec.linear("x", 0, LAST_X, 1), FieldSpec.linear("y", 0, LAST_X, 1)),
            List.of(),
            true);

    private final BackEnd backEnd;

    DirectedRooms(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    List<ObjectNode> all() {
        return List.of(
                worldEdges(),
                jumps(),
                cellClamps(),
                angles(),
                fadingTurns(),
                launches(),
                activity(),
                slots(),
                otherFields(),
                flights(),
                wideField(),
                fullRoom(),
                nothingAtAll(),
                hostile());
    }

    private static GameSchema schema(int capacity, EntitySpec... kinds) {
        return new GameSchema("directed", 30, capacity, List.of(kinds), List.of(), List.of());
    }

    /// One disc walks through the given points; each row is x, y, heading.
    private ObjectNode path(String name, int[][] points) {
        GameSchema schema = schema(1, DISC);
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
        });
    }

    /// Residuals of exactly the teleport threshold and one beyond it, in each direction and axis.
    private ObjectNode jumps() {
        int limit = 1200;
        int[][] points = new int[40][];
        int[] at = {30_000, 30_000, 0};
        points[0] = at.clone();
        for (int i = 1; i < points.length; i++) {
            int size = limit + (i >> 2 & 1);
            if (i % 2 == 1) { // the other ones let the velocity come to rest
                at[i >> 1 & 1] += (i >> 3 & 1) == 0 ? size : -size;
            }
            points[i] = at.clone();
        }
        return path("jumps", points);
    }

    /// Crawling and slowing by single units, so that the fraction is clamped at both ends of its cell.
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

    /// Turning by one unit each tick while something else changes, so that the turn rate fades, both ways.
    private ObjectNode fadingTurns() {
        int[][] points = new int[80][];
        for (int i = 0; i < points.length; i++) {
            int turned = i % 20;
            points[i] = new int[] {1000 + i * i, 5, (i / 20 % 2 == 0 ? -turned : turned) & 1023};
        }
        return path("fading turns", points);
    }

    /// Shots from an owner in all directions, by rule and off it, at every age, and from elsewhere.
    private ObjectNode launches() {
        EntitySpec rocket = new EntitySpec(
                "rocket",
                List.of(
                        FieldSpec.linear("x", 0, LAST_X, 1),
                        FieldSpec.linear("y", 0, LAST_X, 1),
                        FieldSpec.angle("heading", 10),
                        FieldSpec.symbol("type", List.of("small", "large")),
                        FieldSpec.reference("owner")),
                List.of(),
                true);
        GameSchema schema = schema(4, DISC, rocket);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("launches", schema, backEnd).keyframe();
        rows.spawn(0, 0);
        rows.set(0, 0, 30_000);
        rows.set(0, 1, 100);
        for (int shot = 0; shot < 160; shot++) {
            int heading = shot * 37 & 1023;
            int speed = shot % 2 == 0 ? 2560 : 40_960;
            int off = shot % 10 == 9 ? 1 << (shot / 10) : 0;
            int vx = ((Sine.cosine(heading, 10) * speed) >> 14) + off;
            int vy = ((Sine.sine(heading, 10) * speed) >> 14) - off;
            int age = shot & 3;
            rows.set(0, 2, heading + shot % 3 & 1023);
            if (rows.kind(2) >= 0) {
                rows.despawn(2);
            }
            rows.spawn(2, 1);
            rows.set(2, 0, Math.clamp(30_000L + ((age * vx) >> 8) + shot % 7, 0, LAST_X));
            rows.set(2, 1, Math.clamp(100L + ((age * vy) >> 8) - shot % 5, 0, LAST_X));
            rows.set(2, 2, heading);
            rows.set(2, 3, shot & 1);
            rows.set(2, 4, shot % 11 == 10 ? 0 : shot % 13 == 12 ? 3 : 1);
            int fraction = shot % 6 == 5 ? 77 : age * vx & 255;
            rows.launch(2, fraction, age * vy & 255, vx, vy);
            recorder.delta(rows);
            if (shot % 8 == 0) {
                recorder.keyframe();
            }
        }
        return recorder.vector();
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
                new EntitySpec(
                        "crate",
                        List.of(
                                FieldSpec.scalar("health", 0, 100, 1),
                                FieldSpec.symbol("colour", List.of("red", "green", "blue")),
                                FieldSpec.reference("owner"),
                                FieldSpec.flag("open"),
                                FieldSpec.scalar("weight", -8, 8, 0.25),
                                FieldSpec.flag("burning"),
                                FieldSpec.symbol("only", List.of("one")),
                                FieldSpec.scalar("large", 0, (1 << 24) - 1, 1)),
                        List.of(),
                        true));
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

    /// Straight flight from every fraction, bounces, homing and back, and a stop against the world's edge.
    private ObjectNode flights() {
        GameSchema schema = schema(8, BOLT);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("flights", schema, backEnd).keyframe();
        int[] x = new int[8];
        int[] y = new int[8];
        int[] vx = {40_960, -40_960, 0, 255, -1, 28_672, -300, 1};
        int[] vy = {0, 0, 40_960, -255, 1, 28_672, 65_000, 0};
        for (int slot = 0; slot < 8; slot++) {
            x[slot] = (32_768 << 8) + slot * 37;
            y[slot] = (32_768 << 8) + 255 - slot * 31;
            rows.spawn(slot, 0);
        }
        for (int tick = 0; tick < 200; tick++) {
            for (int slot = 0; slot < 8; slot++) {
                if (tick > 0) {
                    if (tick % 50 == 20 && slot < 4) {
                        vx[slot] = -vx[slot];
                    }
                    if (tick > 60 && tick < 90 && slot >= 6) {
                        vy[slot] -= 100; // homing: a little each tick
                        vx[slot] += 60;
                    }
                    x[slot] = Math.clamp((long) x[slot] + vx[slot], 0, (65_536 << 8) - 1);
                    y[slot] = Math.clamp((long) y[slot] + vy[slot], 0, (65_536 << 8) - 1);
                }
                rows.set(slot, 0, x[slot] >> 8);
                rows.set(slot, 1, y[slot] >> 8);
                rows.launch(slot, x[slot] & 255, y[slot] & 255, vx[slot], vy[slot]);
            }
            recorder.delta(rows);
            if (tick % 40 == 25) {
                recorder.keyframe();
            }
        }
        return recorder.vector();
    }

    /// Fields of 1, 20, 21 and 24 bits: the sub-unit shift and int32 hold.
    private ObjectNode wideField() {
        EntitySpec kind = new EntitySpec(
                "ship",
                List.of(
                        FieldSpec.linear("one", 0, 1, 1),
                        FieldSpec.linear("twenty", 0, (1 << 20) - 1, 1),
                        FieldSpec.linear("twentyOne", 0, (1 << 21) - 1, 1),
                        FieldSpec.linear("twentyFour", 0, (1 << 24) - 1, 1)),
                List.of(),
                false);
        GameSchema schema = schema(2, kind);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("wide fields", schema, backEnd).keyframe();
        rows.spawn(0, 0);
        rows.spawn(1, 0);
        int[] steps = {0, 1, -1, 1200, -1200, 700, 1201, 1 << 19, 0, -3, 900_000, -900_000, 5, 5, 5};
        for (int step : steps) {
            rows.set(0, 0, step & 1);
            for (int field = 1; field < 4; field++) {
                int last = kind.fields().get(field).levels() - 1;
                rows.set(0, field, Math.clamp((long) rows.value(0, field) + step, 0, last));
                rows.set(1, field, last - rows.value(0, field));
            }
            recorder.delta(rows).keyframe();
        }
        return recorder.vector();
    }

    /// 65,535 entities at once, the last of which moves.
    private ObjectNode fullRoom() {
        EntitySpec lamp = new EntitySpec("lamp", List.of(FieldSpec.flag("on")), List.of(), false);
        GameSchema schema = schema(65_535, lamp);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("full room", schema, backEnd).keyframe();
        IntStream.range(0, 65_535).forEach(slot -> rows.spawn(slot, 0));
        recorder.delta(rows).delta(rows).delta(rows);
        rows.set(65_534, 0, 1);
        recorder.delta(rows);
        rows.set(0, 0, 1);
        return recorder.delta(rows).delta(rows).vector();
    }

    /// Kinds without fields and a schema without kinds.
    private ObjectNode nothingAtAll() {
        GameSchema schema = schema(2, new EntitySpec("ghost", List.of(), List.of(), false));
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("nothing at all", schema, backEnd).keyframe().delta(rows);
        rows.spawn(1, 0);
        recorder.delta(rows).delta(rows).keyframe();
        rows.despawn(1);
        return recorder.delta(rows).vector();
    }

    /// Frames damaged in every way, each after a good keyframe.
    private ObjectNode hostile() {
        SplittableRandom random = new SplittableRandom(1);
        GameSchema schema = schema(12, DISC, BOLT, new EntitySpec("lamp", List.of(
                FieldSpec.flag("on"),
                FieldSpec.symbol("colour", List.of("red", "green", "blue")),
                FieldSpec.scalar("size", 0, 5, 1),
                FieldSpec.reference("owner")), List.of(), false));
        RandomWorld world = new RandomWorld(random, schema, 0.3);
        VectorRecorder recorder = new VectorRecorder("hostile", schema, backEnd);
        recorder.received(new byte[] {0}, false);
        recorder.received(new byte[0], true);
        recorder.received(new byte[] {0, 0}, true);
        overlongRun(recorder, schema);
        DeltaEncoder encoder = new DeltaEncoder(schema, 1, backEnd);
        byte[] bytes = new byte[encoder.maxFrameBytes()];
        for (int i = 0; i < 400; i++) {
            byte[] key = Arrays.copyOf(bytes, encoder.keyframe(bytes, 0));
            world.tick();
            byte[] delta = Arrays.copyOf(bytes, encoder.delta(world.rows, bytes, 0));
            boolean keyframe = random.nextInt(3) == 0;
            if (!keyframe) {
                recorder.received(key, true);
            }
            recorder.received(Damage.done(keyframe ? key : delta, random), keyframe);
        }
        return recorder.vector();
    }

    /// One idle entity more than there are.
    private static void overlongRun(VectorRecorder recorder, GameSchema schema) {
        EntityRows rows = new EntityRows(schema);
        DeltaEncoder encoder = new DeltaEncoder(schema);
        byte[] bytes = new byte[encoder.maxFrameBytes()];
        rows.spawn(0, 2);
        rows.spawn(1, 2);
        encoder.delta(rows, bytes, 0);
        encoder.delta(rows, bytes, 0);
        recorder.received(Arrays.copyOf(bytes, encoder.keyframe(bytes, 0)), true);
        DeltaCodec codec = new DeltaCodec(schema);
        BitWriter writer = new BitWriter(codec.contexts);
        writer.begin(bytes, 0);
        writer.unsigned(0, 0); // despawns
        writer.unsigned(4, 3); // idle run
        writer.unsigned(2, 0); // spawns
        recorder.received(Arrays.copyOf(bytes, writer.finish()), false);
    }
}
