package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A room that moves at random, under a schema made at random: the same seed, the same rows. Entities rest, drift,
/// accelerate, jump, fly, bounce, spawn, die, and change hands within one tick.
final class RandomWorld {
    final GameSchema schema;
    final EntityRows rows;
    private final RandomGenerator random;
    private final int[] velocities; // by slot and field, 1/256 units per tick
    private final int[] positions; // by slot and field, 1/256 units
    private final double liveliness; // chance that an entity does something else in a tick

    RandomWorld(RandomGenerator random, GameSchema schema) {
        this(random, schema, random.nextDouble() * random.nextDouble());
    }

    RandomWorld(RandomGenerator random, GameSchema schema, double liveliness) {
        this.random = random;
        this.schema = schema;
        rows = new EntityRows(schema);
        velocities = new int[rows.capacity() * rows.stride];
        positions = new int[rows.capacity() * rows.stride];
        this.liveliness = liveliness;
    }

    static GameSchema randomSchema(RandomGenerator random) {
        List<EntitySpec> kinds = IntStream.range(0, random.nextInt(1, 5))
                .mapToObj(kind -> new EntitySpec("kind" + kind, randomFields(random), List.of(), random.nextBoolean()))
                .toList();
        int capacity = switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> random.nextInt(2, 10);
            default -> random.nextInt(10, 200);
        };
        return new GameSchema("random", 30, capacity, kinds, List.of(), List.of());
    }

    private static List<FieldSpec> randomFields(RandomGenerator random) {
        List<FieldSpec> fields = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            String name = "f" + i;
            fields.add(switch (random.nextInt(7)) {
                case 0 -> FieldSpec.scalar(name, -5, random.nextInt(1, 1000), 0.5);
                case 1, 2 -> FieldSpec.linear(name, 0, (1 << random.nextInt(1, 25)) - 1, 1);
                case 3 -> FieldSpec.angle(name, random.nextInt(1, 17));
                case 4 -> FieldSpec.flag(name);
                case 5 -> FieldSpec.symbol(
                        name, IntStream.range(0, random.nextInt(1, 20)).mapToObj(n -> "s" + n).toList());
                default -> FieldSpec.reference(name);
            });
        }
        return fields;
    }

    void tick() {
        for (int slot = 0; slot < rows.capacity(); slot++) {
            if (rows.kind(slot) < 0) {
                if (random.nextDouble() < liveliness) {
                    spawn(slot);
                }
            } else if (random.nextDouble() < liveliness * 0.1) {
                rows.despawn(slot);
                if (random.nextBoolean()) {
                    spawn(slot);
                }
            } else {
                move(slot);
            }
        }
    }

    private void spawn(int slot) {
        int kind = random.nextInt(schema.entities().size());
        rows.spawn(slot, kind);
        List<FieldSpec> fields = schema.entities().get(kind).fields();
        for (int field = 0; field < fields.size(); field++) {
            int at = slot * rows.stride + field;
            int value = random.nextInt(4) == 0 ? edge(fields.get(field)) : random.nextInt(levels(fields.get(field)));
            positions[at] = (value << shift(fields.get(field))) + random.nextInt(1 << shift(fields.get(field)));
            velocities[at] = random.nextInt(-50_000, 50_000);
            rows.set(slot, field, value);
        }
        int owner = random.nextInt(rows.capacity());
        if (random.nextBoolean() && owner != slot && rows.kind(owner) >= 0) {
            shoot(slot, owner, fields);
        }
        launch(slot);
    }

    /// From beside its owner, in about the direction in which the owner looks, at the kind's own speed.
    private void shoot(int slot, int owner, List<FieldSpec> fields) {
        int[] linear = fieldsOf(rows.kind(slot), FieldKind.LINEAR);
        int[] angles = fieldsOf(rows.kind(slot), FieldKind.ANGLE);
        int[] references = fieldsOf(rows.kind(slot), FieldKind.REFERENCE);
        int[] ownerLinear = fieldsOf(rows.kind(owner), FieldKind.LINEAR);
        int[] ownerAngles = fieldsOf(rows.kind(owner), FieldKind.ANGLE);
        if (references.length > 0) {
            rows.set(slot, references[0], owner + 1);
        }
        double heading = 0;
        if (angles.length > 0) {
            int levels = fields.get(angles[0]).levels();
            int from = ownerAngles.length > 0 ? rows.value(owner, ownerAngles[0]) : 0;
            int value = from + random.nextInt(-1, 2) & levels - 1;
            rows.set(slot, angles[0], value);
            heading = value * 2 * Math.PI / levels;
        }
        for (int axis = 0; axis < Math.min(2, Math.min(linear.length, ownerLinear.length)); axis++) {
            FieldSpec field = fields.get(linear[axis]);
            int at = slot * rows.stride + linear[axis];
            double part = axis == 0 ? Math.cos(heading) : Math.sin(heading);
            velocities[at] = (int) Math.floor(part * 2560);
            int last = (field.levels() << shift(field)) - 1;
            int start = (rows.value(owner, ownerLinear[axis]) << shift(field)) + (int) (part * 9 * 256);
            positions[at] = Math.clamp(start + velocities[at] * (long) random.nextInt(4), 0, last);
            rows.set(slot, linear[axis], positions[at] >> shift(field));
        }
    }

    private int[] fieldsOf(int kind, FieldKind wanted) {
        List<FieldSpec> fields = schema.entities().get(kind).fields();
        return IntStream.range(0, fields.size())
                .filter(i -> fields.get(i).kind() == wanted)
                .toArray();
    }

    private int edge(FieldSpec field) {
        return random.nextBoolean() ? 0 : levels(field) - 1;
    }

    private int levels(FieldSpec field) {
        return field.kind() == FieldKind.REFERENCE ? rows.capacity() + 1 : field.levels();
    }

    private static int shift(FieldSpec field) {
        return field.kind() == FieldKind.LINEAR ? Predictor.subBits(field) : 8;
    }

    private void move(int slot) {
        List<FieldSpec> fields = schema.entities().get(rows.kind(slot)).fields();
        for (int field = 0; field < fields.size(); field++) {
            FieldSpec spec = fields.get(field);
            boolean stirs = random.nextDouble() < liveliness;
            switch (spec.kind()) {
                case LINEAR -> advance(slot, field, spec, stirs);
                case ANGLE -> {
                    if (stirs) {
                        rows.set(slot, field, rows.value(slot, field) + random.nextInt(-4, 5) & spec.levels() - 1);
                    }
                }
                default -> {
                    if (stirs && random.nextInt(4) == 0) {
                        rows.set(slot, field, random.nextInt(levels(spec)));
                    }
                }
            }
        }
        launch(slot);
    }

    private void advance(int slot, int field, FieldSpec spec, boolean stirs) {
        int at = slot * rows.stride + field;
        if (stirs) {
            switch (random.nextInt(4)) {
                case 0 -> velocities[at] = 0;
                case 1 -> velocities[at] += random.nextInt(-2000, 2000);
                case 2 -> velocities[at] = random.nextInt(-100_000, 100_000);
                default -> positions[at] = random.nextInt(spec.levels() << shift(spec));
            }
        }
        int last = (spec.levels() << shift(spec)) - 1;
        int next = positions[at] + velocities[at];
        if (next < 0 || next > last) {
            velocities[at] = -velocities[at];
            next = Math.clamp(next, 0, last);
        }
        positions[at] = next;
        rows.set(slot, field, next >> shift(spec));
    }

    private void launch(int slot) {
        EntitySpec kind = schema.entities().get(rows.kind(slot));
        int[] linear = fieldsOf(rows.kind(slot), FieldKind.LINEAR);
        if (kind.ballistic() && linear.length >= 2) {
            int x = slot * rows.stride + linear[0];
            int y = slot * rows.stride + linear[1];
            int finerX = 8 - shift(kind.fields().get(linear[0]));
            int finerY = 8 - shift(kind.fields().get(linear[1]));
            rows.launch(
                    slot,
                    positions[x] << finerX & 0xFF,
                    positions[y] << finerY & 0xFF,
                    velocities[x] << finerX,
                    velocities[y] << finerY);
        }
    }
}
