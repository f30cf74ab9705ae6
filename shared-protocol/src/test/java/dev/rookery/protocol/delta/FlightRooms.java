package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.DirectedKinds.BOLT;
import static dev.rookery.protocol.delta.DirectedKinds.DISC;
import static dev.rookery.protocol.delta.DirectedKinds.LAST_X;
import static dev.rookery.protocol.delta.DirectedKinds.ROCKET;
import static dev.rookery.protocol.delta.DirectedKinds.kind;
import static dev.rookery.protocol.delta.DirectedKinds.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Streams that walk the edges of launches and flights. Each method is one vector.
final class FlightRooms {
    private static final int FASTEST = (1 << 27) - 1; // sub-units per frame

    private final BackEnd backEnd;

    FlightRooms(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    List<ObjectNode> all() {
        return List.of(launches(), kindsOfLaunch(), fastest(), flights(), straightAgain());
    }

    /// Shots from an owner in all directions, by rule and off it, at every age, and from elsewhere.
    private ObjectNode launches() {
        GameSchema schema = schema(4, DISC, ROCKET);
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

    /// Each kind of thing that may be launched, at every age, by each kind of owner that there may be: with and without a
    /// heading, of another width, without a place, gone, nobody, the thing itself. Of twenty models the last five share
    /// one memory.
    private ObjectNode kindsOfLaunch() {
        FieldSpec x = FieldSpec.linear("x", 0, (1 << 21) - 1, 1);
        FieldSpec y = FieldSpec.linear("y", 0, (1 << 24) - 1, 1);
        FieldSpec owner = FieldSpec.reference("owner");
        List<String> models = IntStream.range(0, 20).mapToObj(i -> "m" + i).toList();
        EntitySpec[] kinds = {
            kind("turret", false, x, y, FieldSpec.angle("heading", 12)),
            kind("tower", false, y, x),
            kind("disc", false, FieldSpec.flag("on"), x, FieldSpec.angle("heading", 4), x, FieldSpec.angle("aim", 12)),
            kind("sign", false, FieldSpec.angle("heading", 12), x),
            kind("dart", true, owner, FieldSpec.angle("heading", 4), FieldSpec.symbol("model", models), x, y),
            kind("arrow", true, x, y, FieldSpec.angle("heading", 12), FieldSpec.angle("spin", 3), owner, owner),
            kind("orb", true, y, x, y, owner),
            kind("pet", false, x, x, FieldSpec.angle("heading", 12), owner, FieldSpec.symbol("model", models)),
        };
        GameSchema schema = schema(8, kinds);
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("kinds of launch", schema, backEnd).terse().keyframe();
        for (int slot = 0; slot < 4; slot++) {
            rows.spawn(slot, slot);
            for (int field = 0; field < kinds[slot].fields().size(); field++) {
                rows.set(slot, field, kinds[slot].fields().get(field).levels() / 3);
            }
        }
        int[] owners = {1, 2, 3, 4, 0, 7, 8}; // 7 is itself, 8 is free
        for (int shot = 0; shot < 224; shot++) {
            if (rows.kind(6) >= 0) {
                rows.despawn(6);
            }
            rows.spawn(6, 4 + shot % 4);
            shoot(rows, kinds[4 + shot % 4], owners[shot % owners.length], shot);
            recorder.delta(rows);
            if (shot % 28 == 27) {
                recorder.keyframe();
            }
        }
        return recorder.vector();
    }

    private static void shoot(EntityRows rows, EntitySpec kind, int owner, int shot) {
        int heading = shot * 5 & 1023;
        int bits = 10;
        boolean turns = false;
        for (int field = 0; field < kind.fields().size(); field++) {
            FieldSpec spec = kind.fields().get(field);
            switch (spec.kind()) {
                case REFERENCE -> rows.set(6, field, owner);
                case ENUM -> rows.set(6, field, shot / 4 % 20);
                case ANGLE -> {
                    int angle = spec.levels() / 3 + shot % 3 & spec.levels() - 1;
                    heading = turns ? heading : angle;
                    bits = turns ? bits : spec.bits();
                    turns = true;
                    rows.set(6, field, angle);
                }
                default -> {}
            }
        }
        int speed = 3000 + shot / 4 % 20 * 100 + (shot % 9 == 8 ? 7 : 0);
        int vx = (Sine.cosine(heading, bits) * speed) >> 14;
        int vy = (Sine.sine(heading, bits) * speed) >> 14;
        int age = shot / 4 & 3;
        int axis = 0;
        for (int field = 0; field < kind.fields().size(); field++) {
            FieldSpec spec = kind.fields().get(field);
            if (spec.kind() == FieldKind.LINEAR) {
                int flown = (age * (axis == 0 ? vx : vy)) >> 8;
                rows.set(6, field, Math.max(0, (shot % 13 == 12 ? 5 : spec.levels() / 3) + flown + shot % 4));
                axis++;
            }
        }
        rows.launch(6, shot % 10 == 9 ? 200 : age * vx & 255, age * vy & 255, vx, vy);
    }

    /// From as fast as can be one way to as fast as can be the other: the longest numbers that there are.
    private ObjectNode fastest() {
        GameSchema schema = schema(3, kind(
                "ray",
                true,
                FieldSpec.linear("x", 0, (1 << 20) - 1, 1),
                FieldSpec.linear("y", 0, (1 << 20) - 1, 1),
                FieldSpec.angle("heading", 10)));
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("as fast as can be", schema, backEnd).keyframe();
        int[][] velocities = {
            {FASTEST, 0}, {-FASTEST, 0}, {FASTEST, FASTEST}, {-FASTEST, -FASTEST}, {1, -1}, {0, 0}, {FASTEST, -FASTEST}
        };
        for (int i = 0; i < velocities.length; i++) {
            if (rows.kind(1) >= 0) {
                rows.despawn(1);
            }
            rows.spawn(1, 0);
            rows.set(1, 0, i % 2 == 0 ? 0 : (1 << 20) - 1);
            rows.set(1, 1, 1 << 19);
            rows.launch(1, 0, 255, velocities[i][0], velocities[i][1]);
            recorder.delta(rows).keyframe();
            rows.set(1, 0, (1 << 20) - 1 - rows.value(1, 0));
            rows.launch(1, 255, 0, -velocities[i][0], -velocities[i][1]);
            recorder.delta(rows).keyframe().delta(rows);
        }
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

    /// From steered to straight flight without a new launch, which our encoder never says: its frames are changed so.
    private ObjectNode straightAgain() {
        GameSchema schema = schema(1, BOLT);
        DeltaCodec codec = new DeltaCodec(schema);
        CallTape tape = new CallTape(DeltaEncoder.writer(backEnd, codec.contexts), 1);
        DeltaEncoder encoder = new DeltaEncoder(schema, 1, _ -> tape);
        byte[] bytes = new byte[encoder.maxFrameBytes()];
        EntityRows rows = new EntityRows(schema);
        VectorRecorder recorder = new VectorRecorder("straight again", schema, backEnd);
        rows.spawn(0, 0);
        for (int tick = 0; tick < 20; tick++) {
            byte[] key = Arrays.copyOf(bytes, encoder.keyframe(bytes, 0));
            rows.set(0, 0, 1000 + tick * tick * 3 + tick % 3);
            rows.set(0, 1, 500 - tick % 2);
            rows.launch(0, 0, 0, tick * 1500, 0);
            encoder.delta(rows, bytes, 0);
            if (tick > 10) {
                // Behind the number of despawns and the entity's flag of a change: what becomes of its flight.
                recorder.receivedAfter(key, tape.withBitBehind(2, 1, codec.kinds[0].relaunched, 0), false);
            }
        }
        return recorder.vector();
    }
}
