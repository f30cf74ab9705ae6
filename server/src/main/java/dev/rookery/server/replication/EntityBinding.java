package dev.rookery.server.replication;

import dev.rookery.game.Ballistic;
import dev.rookery.game.Entity;
import dev.rookery.game.OwnerOnly;
import dev.rookery.game.Predicted;
import dev.rookery.game.Replicated;
import dev.rookery.game.Angle;
import dev.rookery.game.Audience;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.WireWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// One entity class bound to its place in the schema: which fields travel, how they are quantised, and what the owner
/// is sent. Immutable: bound once per game type, shared by all rooms; each room brings its own scratch space, which holds
/// the bound fields of the entity in hand.
public final class EntityBinding {
    /// Sub-units of a wire unit in which launches are told, see `wire.md` and [EntityRows#launch].
    private static final int SUB_UNITS = 256;

    private final Class<? extends Entity> type;
    private final int kind;
    private final EntitySpec spec;
    private final FieldReader reader;
    private final int boundFields;
    private final FieldSpec[] roomFields;
    private final int[] roomPlaces; // place among the bound fields of each room field
    private final FieldSpec[] ownerFields;
    private final int[] ownerPlaces;
    private final int[] gridPlaces; // predicted numbers that the engine rounds
    private final double[] gridSteps;
    private final int launchX; // place of the velocity along the first linear field, -1 if not ballistic
    private final int launchY;
    private final int positionX; // room field that is the first LINEAR one, -1 if there is none
    private final int positionY;
    private final double launchScaleX; // world units per second to 1/256 wire units per tick
    private final double launchScaleY;

    private EntityBinding(Layout layout, int kind, int tickRateHz) {
        this.type = layout.type;
        this.kind = kind;
        this.spec = layout.spec();
        this.reader = FieldReaderGenerator.generate(layout.type, layout.bound, layout.writable);
        this.boundFields = layout.bound.size();
        this.roomFields = layout.roomFields.toArray(FieldSpec[]::new);
        this.roomPlaces = toInts(layout.roomPlaces);
        this.ownerFields = layout.ownerFields.toArray(FieldSpec[]::new);
        this.ownerPlaces = toInts(layout.ownerPlaces);
        this.gridPlaces = toInts(layout.gridPlaces);
        this.gridSteps = layout.gridSteps.stream().mapToDouble(Double::doubleValue).toArray();
        this.positionX = layout.linear(0);
        this.positionY = layout.linear(1);
        this.launchX = layout.launchX;
        this.launchY = layout.launchY;
        this.launchScaleX = launchX < 0 ? 0 : SUB_UNITS / (roomFields[positionX].step() * tickRateHz);
        this.launchScaleY = launchY < 0 ? 0 : SUB_UNITS / (roomFields[positionY].step() * tickRateHz);
    }

    /// Binds `type` as entity kind number `kind` of a game that runs at `tickRateHz` and has no bounds.
    ///
    /// @throws IllegalArgumentException with a sentence that names the field, if the annotations contradict
    public static EntityBinding bind(Class<? extends Entity> type, int kind, int tickRateHz) {
        return bind(type, kind, tickRateHz, Map.of());
    }

    /// As the other, with the bounds of the game type.
    static EntityBinding bind(Class<? extends Entity> type, int kind, int tickRateHz, Map<String, Double> bounds) {
        return new EntityBinding(new Layout(type, bounds), kind, tickRateHz);
    }

    static boolean isOwnerOnly(Class<? extends Entity> type) {
        return type.isAnnotationPresent(OwnerOnly.class);
    }

    public Class<? extends Entity> type() {
        return type;
    }

    public EntitySpec spec() {
        return spec;
    }

    public int kind() {
        return kind;
    }

    /// Whether the owner of such an entity is sent its exact state beside what everybody sees.
    public boolean hasOwnerFields() {
        return ownerFields.length > 0 && !spec.ownerOnly();
    }

    /// Whether nobody but the owner is told of such an entity.
    public boolean isOwnerOnly() {
        return spec.ownerOnly();
    }

    /// Room field that is the first LINEAR one, the x of a position, or -1.
    public int positionX() {
        return positionX;
    }

    /// Room field that is the second LINEAR one, or -1.
    public int positionY() {
        return positionY;
    }

    /// Doubles that the scratch space of this binding needs.
    public int scratchLength() {
        return boundFields;
    }

    /// Quantises the entity's fields into its row.
    public void writeRow(Entity entity, double[] values, EntityRows rows) {
        int slot = entity.id();
        reader.read(entity, values);
        for (int i = 0; i < roomFields.length; i++) {
            rows.set(slot, i, roomFields[i].quantise(values[roomPlaces[i]]));
        }
        if (launchX >= 0) {
            rows.launch(
                    slot,
                    fraction(roomFields[positionX], values[roomPlaces[positionX]]),
                    fraction(roomFields[positionY], values[roomPlaces[positionY]]),
                    (int) Math.rint(values[launchX] * launchScaleX),
                    (int) Math.rint(values[launchY] * launchScaleY));
        }
    }

    /// What room field `field` of the entity is right now, not quantised.
    public double present(Entity entity, int field) {
        double[] values = new double[boundFields];
        reader.read(entity, values);
        return values[roomPlaces[field]];
    }

    /// Appends the exact values that the entity's owner, who sits in `seat`, is sent.
    public void writeOwnerFields(Entity entity, double[] values, int seat, WireWriter out) {
        reader.read(entity, values);
        write(ownerFields, ownerPlaces, values, seat, out);
    }

    /// Appends all fields of an entity that nobody but its owner, who sits in `seat`, is told of.
    public void writeAllFields(Entity entity, double[] values, int seat, WireWriter out) {
        reader.read(entity, values);
        write(roomFields, roomPlaces, values, seat, out);
        write(ownerFields, ownerPlaces, values, seat, out);
    }

    private static void write(FieldSpec[] fields, int[] places, double[] values, int seat, WireWriter out) {
        for (int i = 0; i < fields.length; i++) {
            out.privateField(fields[i], values[places[i]], seat);
        }
    }

    /// Rounds the predicted fields that have a grid, as the owner's browser does after each input.
    public void snap(Entity entity, double[] values) {
        if (gridPlaces.length == 0) {
            return;
        }
        reader.read(entity, values);
        for (int i = 0; i < gridPlaces.length; i++) {
            double step = gridSteps[i];
            values[gridPlaces[i]] = Math.floor(values[gridPlaces[i]] / step + 0.5) * step;
        }
        reader.write(entity, values);
    }

    /// Where inside its wire unit a value lies, 0 to 255; the wire unit is the one that [FieldSpec#quantise] rounds to.
    private static int fraction(FieldSpec field, double value) {
        double units = (value - field.min()) / field.step() + 0.5;
        int sub = (int) ((units - Math.floor(units)) * SUB_UNITS);
        return Math.min(Math.max(sub, 0), SUB_UNITS - 1);
    }

    private static int[] toInts(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /// What the annotations of one class say, collected field by field in declaration order, superclasses first.
    private static final class Layout {
        private final Class<? extends Entity> type;
        private final Map<String, Double> bounds;
        private final List<Field> bound = new ArrayList<>();
        private final List<Boolean> writable = new ArrayList<>();
        private final List<FieldSpec> roomFields = new ArrayList<>();
        private final List<Integer> roomPlaces = new ArrayList<>();
        private final List<FieldSpec> ownerFields = new ArrayList<>();
        private final List<Integer> ownerPlaces = new ArrayList<>();
        private final List<Integer> gridPlaces = new ArrayList<>();
        private final List<Double> gridSteps = new ArrayList<>();
        private int launchX = -1;
        private int launchY = -1;

        Layout(Class<? extends Entity> type, Map<String, Double> bounds) {
            this.type = type;
            this.bounds = bounds;
            Deque<Class<?>> lineage = new ArrayDeque<>();
            for (Class<?> c = type; c != Entity.class && c != null; c = c.getSuperclass()) {
                lineage.push(c);
            }
            for (Class<?> c : lineage) {
                for (Field field : c.getDeclaredFields()) {
                    add(field);
                }
            }
            Ballistic ballistic = type.getAnnotation(Ballistic.class);
            if (ballistic != null) {
                if (linear(1) < 0) {
                    throw new IllegalArgumentException("A @Ballistic entity needs two smooth fields: type=" + type.getName());
                }
                launchX = velocity(lineage, ballistic.vx());
                launchY = velocity(lineage, ballistic.vy());
            }
        }

        private void add(Field field) {
            Replicated replicated = field.getAnnotation(Replicated.class);
            Angle angle = field.getAnnotation(Angle.class);
            Predicted predicted = field.getAnnotation(Predicted.class);
            if (replicated == null && angle == null && predicted == null) {
                return;
            }
            if (Modifier.isStatic(field.getModifiers())) {
                throw new IllegalArgumentException("A static field cannot be replicated: field=" + field);
            }
            int place = bound.size();
            bound.add(field);
            boolean grid = predicted != null && predicted.step() > 0 && isReal(field.getType());
            writable.add(grid);
            if (grid) {
                gridPlaces.add(place);
                gridSteps.add(predicted.step());
            }
            if (predicted != null) {
                ownerFields.add(FieldSpecs.exact(field.getName(), field.getType(), predicted.step()));
                ownerPlaces.add(place);
            }
            if (replicated == null && angle == null) {
                return;
            }
            FieldSpec shown = FieldSpecs.ranged(field.getName(), field.getType(), replicated, angle, bounds);
            if (replicated != null && replicated.to() == Audience.OWNER) {
                if (predicted == null) {
                    ownerFields.add(shown);
                    ownerPlaces.add(place);
                }
            } else {
                roomFields.add(shown);
                roomPlaces.add(place);
            }
        }

        private static boolean isReal(Class<?> type) {
            return type == double.class || type == float.class;
        }

        private int velocity(Deque<Class<?>> lineage, String name) {
            for (Class<?> c : lineage) {
                for (Field field : c.getDeclaredFields()) {
                    if (field.getName().equals(name) && field.getType() == double.class) {
                        int known = bound.indexOf(field);
                        if (known >= 0) {
                            return known;
                        }
                        bound.add(field);
                        writable.add(false);
                        return bound.size() - 1;
                    }
                }
            }
            throw new IllegalArgumentException(
                    "A @Ballistic entity needs a double field for its velocity: type=" + type.getName() + " field=" + name);
        }

        /// The room field that is the `n`th LINEAR one, or -1.
        int linear(int n) {
            int seen = 0;
            for (int i = 0; i < roomFields.size(); i++) {
                if (roomFields.get(i).kind() == FieldKind.LINEAR && seen++ == n) {
                    return i;
                }
            }
            return -1;
        }

        EntitySpec spec() {
            return new EntitySpec(
                    FieldSpecs.lowerCamel(type), roomFields, ownerFields, launchX >= 0, isOwnerOnly(type));
        }
    }
}
