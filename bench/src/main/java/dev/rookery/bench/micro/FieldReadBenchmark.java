package dev.rookery.bench.micro;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.rookery.game.Angle;
import dev.rookery.game.Entity;
import dev.rookery.game.Replicated;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How the engine should read annotated fields each tick: method handles, var handles, or a class generated for each
/// entity type with `java.lang.classfile`. `direct` is what an author would write by hand, and the floor.
///
/// Every operation reads one field of one entity and quantises it into an int, so a score is nanoseconds a field. The
/// entities have 12 fields; with `kinds` = 4 they are of four classes in random order, as in a room, so that no call
/// site of the engine sees one class alone.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FieldReadBenchmark.FIELDS * FieldReadBenchmark.ENTITIES_READ)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class FieldReadBenchmark {
    static final int FIELDS = 12;
    static final int ENTITIES_READ = 1000; // by each invocation, in one pass or in ten

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    @Param({"100", "1000"})
    int entities;

    @Param({"1", "4"})
    int kinds;

    private Ship[] ships = new Ship[0];
    private int[] rows = new int[0];
    private RowReader[] fieldHandles = new RowReader[0];
    private RowReader[] classHandles = new RowReader[0];
    private RowReader[] varHandles = new RowReader[0];
    private RowReader[] generated = new RowReader[0];

    /// Fills the world; the order of classes and the values are the same in every run.
    @Setup
    public void fill() {
        Random random = new Random(7);
        List<Ship> world = new ArrayList<>();
        for (int i = 0; i < entities; i++) {
            Ship ship = Ship.ofKind(i % kinds);
            ship.scatter(random);
            world.add(ship);
        }
        Collections.shuffle(world, random);
        ships = world.toArray(Ship[]::new);
        rows = new int[entities * FIELDS];
        fieldHandles = new RowReader[kinds];
        classHandles = new RowReader[kinds];
        varHandles = new RowReader[kinds];
        generated = new RowReader[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            Class<?> type = Ship.ofKind(kind).getClass();
            fieldHandles[kind] = new HandlePerField(type);
            classHandles[kind] = new HandlePerClass(type);
            varHandles[kind] = new VarHandlePerField(type);
            generated[kind] = generate(type);
        }
        expectEqualRows();
    }

    @Benchmark
    public int[] direct() {
        for (int pass = 0; pass < ENTITIES_READ / entities; pass++) {
            int offset = 0;
            for (Ship ship : ships) {
                Ship.read(ship, rows, offset);
                offset += FIELDS;
            }
        }
        return rows;
    }

    @Benchmark
    public int[] methodHandlePerField() {
        return readAll(fieldHandles);
    }

    @Benchmark
    public int[] methodHandlePerClass() {
        return readAll(classHandles);
    }

    @Benchmark
    public int[] varHandlePerField() {
        return readAll(varHandles);
    }

    @Benchmark
    public int[] generatedClass() {
        return readAll(generated);
    }

    private int[] readAll(RowReader[] readers) {
        for (int pass = 0; pass < ENTITIES_READ / entities; pass++) {
            int offset = 0;
            for (Ship ship : ships) {
                readers[ship.kind].read(ship, rows, offset);
                offset += FIELDS;
            }
        }
        return rows;
    }

    private void expectEqualRows() {
        int[] expected = direct().clone();
        for (RowReader[] readers : List.of(fieldHandles, classHandles, varHandles, generated)) {
            Arrays.fill(rows, -1);
            if (!Arrays.equals(expected, readAll(readers))) {
                throw new IllegalStateException("Readers disagree: reader=" + readers[0].getClass());
            }
        }
    }

    /// Reads one entity into `row[offset .. offset + 12)`.
    @FunctionalInterface
    public interface RowReader {
        void read(Entity entity, int[] row, int offset);
    }

    /// Nearest step of `value` in a range of `last + 1` steps; called by the generated class.
    public static int scalar(double value, double min, double step, int last) {
        double q = Math.floor((value - min) / step + 0.5);
        return q >= last ? last : q > 0 ? (int) q : 0;
    }

    /// Nearest of `mask + 1` steps of a turn; called by the generated class.
    public static int angle(double radians, int mask) {
        double turns = radians / (2 * Math.PI);
        return (int) (long) Math.floor((turns - Math.floor(turns)) * (mask + 1) + 0.5) & mask;
    }

    /// One getter `(Entity)double` for each field, kept in an array and so no constant to the compiler.
    static final class HandlePerField implements RowReader {
        private final MethodHandle[] getters;
        private final Grid[] grids;

        HandlePerField(Class<?> type) {
            List<Field> fields = fieldsOf(type);
            getters = fields.stream().map(HandlePerField::getter).toArray(MethodHandle[]::new);
            grids = fields.stream().map(Grid::of).toArray(Grid[]::new);
        }

        @Override
        public void read(Entity entity, int[] row, int offset) {
            try {
                for (int i = 0; i < getters.length; i++) {
                    row[offset + i] = grids[i].quantise((double) getters[i].invokeExact(entity));
                }
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        private static MethodHandle getter(Field field) {
            return MethodHandles.explicitCastArguments(numeric(field), MethodType.methodType(double.class, Entity.class));
        }
    }

    /// One handle for the whole row, put together from the getters and the quantisation; the JVM compiles it as a unit.
    static final class HandlePerClass implements RowReader {
        private final MethodHandle reader;

        HandlePerClass(Class<?> type) {
            List<Field> fields = fieldsOf(type);
            MethodHandle all = store(fields, fields.size() - 1);
            for (int i = fields.size() - 2; i >= 0; i--) {
                all = MethodHandles.foldArguments(all, store(fields, i));
            }
            reader = all;
        }

        @Override
        public void read(Entity entity, int[] row, int offset) {
            try {
                reader.invokeExact(entity, row, offset);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        private static MethodHandle store(List<Field> fields, int index) {
            Field field = fields.get(index);
            Grid grid = Grid.of(field);
            MethodHandle value = numeric(field);
            if (grid.quantiser.equals("scalar")) {
                value = MethodHandles.explicitCastArguments(value, value.type().changeReturnType(double.class));
                MethodHandle scalar = own("scalar", int.class, double.class, double.class, double.class, int.class);
                value = MethodHandles.filterReturnValue(
                        value, MethodHandles.insertArguments(scalar, 1, grid.min, grid.step, grid.last));
            } else if (grid.quantiser.equals("angle")) {
                MethodHandle angle = own("angle", int.class, double.class, int.class);
                value = MethodHandles.filterReturnValue(value, MethodHandles.insertArguments(angle, 1, grid.last));
            }
            value = MethodHandles.explicitCastArguments(value, MethodType.methodType(int.class, Entity.class));
            MethodHandle put = own("put", void.class, int.class, int[].class, int.class, int.class);
            return MethodHandles.collectArguments(MethodHandles.insertArguments(put, 3, index), 0, value);
        }
    }

    /// One var handle for each field.
    private static final class VarHandlePerField implements RowReader {
        private final VarHandle[] handles;
        private final Grid[] grids;

        VarHandlePerField(Class<?> type) {
            List<Field> fields = fieldsOf(type);
            handles = new VarHandle[fields.size()];
            grids = fields.stream().map(Grid::of).toArray(Grid[]::new);
            try {
                for (int i = 0; i < handles.length; i++) {
                    handles[i] = MethodHandles.privateLookupIn(type, LOOKUP).unreflectVarHandle(fields.get(i));
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void read(Entity entity, int[] row, int offset) {
            for (int i = 0; i < handles.length; i++) {
                VarHandle handle = handles[i];
                Grid grid = grids[i];
                row[offset + i] = switch (grid.type) {
                    case 'Z' -> (boolean) handle.get(entity) ? 1 : 0;
                    case 'B' -> grid.quantise((byte) handle.get(entity));
                    case 'S' -> grid.quantise((short) handle.get(entity));
                    case 'I' -> grid.quantise((int) handle.get(entity));
                    case 'F' -> grid.quantise((float) handle.get(entity));
                    case 'D' -> grid.quantise((double) handle.get(entity));
                    default -> ((Enum<?>) handle.get(entity)).ordinal();
                };
            }
        }
    }

    /// Writes a hidden nest mate of the entity class whose `read` is what an author would have written by hand.
    static RowReader generate(Class<?> type) {
        ClassDesc entity = type.describeConstable().orElseThrow();
        ClassDesc self = ClassDesc.of(type.getPackageName(), type.getSimpleName() + "Rows");
        ClassDesc rowReader = RowReader.class.describeConstable().orElseThrow();
        byte[] bytes = ClassFile.of().build(self, reader -> reader
                .withFlags(Modifier.FINAL)
                .withInterfaceSymbols(rowReader)
                .withMethodBody(INIT_NAME, MTD_void, 0, code -> code
                        .aload(0)
                        .invokespecial(ClassDesc.of("java.lang.Object"), INIT_NAME, MTD_void)
                        .return_())
                .withMethodBody(
                        "read",
                        MethodTypeDesc.of(CD_void, Entity.class.describeConstable().orElseThrow(), CD_int.arrayType(), CD_int),
                        Modifier.PUBLIC,
                        code -> {
                            code.aload(1).checkcast(entity).astore(1);
                            List<Field> fields = fieldsOf(type);
                            for (int i = 0; i < fields.size(); i++) {
                                code.aload(2).iload(3).loadConstant(i).iadd();
                                code.aload(1);
                                read(code, fields.get(i));
                                code.iastore();
                            }
                            code.return_();
                        }));
        try {
            MethodHandles.Lookup hidden = MethodHandles.privateLookupIn(type, LOOKUP)
                    .defineHiddenClass(bytes, true, ClassOption.NESTMATE);
            return (RowReader) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot generate a reader: type=" + type, e);
        }
    }

    private static void read(CodeBuilder code, Field field) {
        ClassDesc owner = field.getDeclaringClass().describeConstable().orElseThrow();
        ClassDesc me = FieldReadBenchmark.class.describeConstable().orElseThrow();
        Class<?> type = field.getType();
        code.getfield(owner, field.getName(), type.describeConstable().orElseThrow());
        Grid grid = Grid.of(field);
        if (type.isEnum()) {
            code.invokevirtual(ClassDesc.of("java.lang.Enum"), "ordinal", MethodTypeDesc.of(CD_int));
        } else if (grid.quantiser.equals("scalar")) {
            if (type == float.class) {
                code.f2d();
            } else if (type != double.class) {
                code.i2d();
            }
            code.loadConstant(grid.min).loadConstant(grid.step).loadConstant(grid.last);
            code.invokestatic(me, "scalar", MethodTypeDesc.of(CD_int, CD_double, CD_double, CD_double, CD_int));
        } else if (grid.quantiser.equals("angle")) {
            code.loadConstant(grid.last).invokestatic(me, "angle", MethodTypeDesc.of(CD_int, CD_double, CD_int));
        }
    }

    /// What quantises one field; `last` is the greatest row value.
    private record Grid(String quantiser, double min, double step, int last, char type) {
        static Grid of(Field field) {
            char type = field.getType().descriptorString().charAt(0);
            Angle angle = field.getAnnotation(Angle.class);
            if (angle != null) {
                return new Grid("angle", 0, 0, (1 << angle.bits()) - 1, type);
            }
            if (type == 'Z' || type == 'L') {
                return new Grid("", 0, 1, Integer.MAX_VALUE, type);
            }
            Replicated range = field.getAnnotation(Replicated.class);
            return new Grid("scalar", range.min(), range.step(), (int) ((range.max() - range.min()) / range.step()), type);
        }

        int quantise(double value) {
            return quantiser.equals("angle") ? angle(value, last) : scalar(value, min, step, last);
        }
    }

    private static List<Field> fieldsOf(Class<?> type) {
        return Arrays.stream(type.getSuperclass().getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Replicated.class) || field.isAnnotationPresent(Angle.class))
                .toList();
    }

    private static MethodHandle numeric(Field field) {
        try {
            MethodHandle getter = MethodHandles.privateLookupIn(field.getDeclaringClass(), LOOKUP).unreflectGetter(field);
            if (field.getType().isEnum()) {
                MethodHandle ordinal = LOOKUP.findVirtual(Enum.class, "ordinal", MethodType.methodType(int.class));
                getter = MethodHandles.filterReturnValue(
                        getter, ordinal.asType(MethodType.methodType(int.class, field.getType())));
            }
            return MethodHandles.explicitCastArguments(getter, getter.type().changeParameterType(0, Entity.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle own(String name, Class<?> result, Class<?>... parameters) {
        try {
            return LOOKUP.findStatic(FieldReadBenchmark.class, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Stores one value of a row; the last step of [HandlePerClass].
    static void put(int value, int[] row, int offset, int index) {
        row[offset + index] = value;
    }
}
