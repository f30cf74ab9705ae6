package dev.rookery.server.replication;

import dev.rookery.game.Angle;
import dev.rookery.game.Replicated;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.InputLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A game's input record bound to its raw bits. Every bit pattern that passes [InputLayout#read] makes a legal record:
/// NaN, infinities and values out of range cannot be expressed. Immutable, shared by all threads.
///
/// @param <I> the input record
public final class InputBinding<I extends Record> {
    private final List<FieldSpec> fields;
    private final InputLayout layout;
    private final MethodHandle create; // (double[]) -> Record
    private final MethodHandle[] accessors; // (Record) -> double

    private InputBinding(List<FieldSpec> fields, MethodHandle create, List<MethodHandle> accessors) {
        this.fields = fields;
        this.layout = new InputLayout(fields);
        this.create = create;
        this.accessors = accessors.toArray(MethodHandle[]::new);
    }

    /// Binds the canonical constructor of `type`.
    ///
    /// @throws IllegalArgumentException with a sentence that names the component, if one has no range
    public static <I extends Record> InputBinding<I> bind(Class<I> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<FieldSpec> fields = new ArrayList<>();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            types[i] = component.getType();
            fields.add(FieldSpecs.ranged(
                    component.getName(),
                    component.getType(),
                    component.getAnnotation(Replicated.class),
                    component.getAnnotation(Angle.class),
                    Map.of()));
            if (fields.getLast().kind() == FieldKind.REFERENCE) {
                throw new IllegalArgumentException("An input names an entity by its id, an int: component=" + component);
            }
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            List<MethodHandle> accessors = new ArrayList<>();
            for (RecordComponent component : components) {
                accessors.add(RecordAccess.number(lookup.unreflect(component.getAccessor()), component.getType()));
            }
            MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types));
            for (int i = 0; i < types.length; i++) {
                if (types[i].isEnum()) {
                    constructor = MethodHandles.filterArguments(constructor, i, enumOf(types[i]));
                }
            }
            MethodType doubles = MethodType.genericMethodType(types.length);
            for (int i = 0; i < types.length; i++) {
                doubles = doubles.changeParameterType(i, double.class);
            }
            return new InputBinding<>(
                    List.copyOf(fields),
                    MethodHandles.explicitCastArguments(constructor, doubles.changeReturnType(Record.class))
                            .asSpreader(double[].class, types.length),
                    accessors);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot construct the input record " + type.getName() + ".", e);
        }
    }

    public List<FieldSpec> fields() {
        return fields;
    }

    public InputLayout layout() {
        return layout;
    }

    /// The record that quantised values stand for.
    ///
    /// @param values one per field, each within its range
    public I create(int[] values) {
        double[] arguments = new double[fields.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = fields.get(i).dequantise(values[i]);
        }
        return create(arguments);
    }

    /// One input that stands for two: what the newer one says, and every button that either of them holds, so that a short
    /// tap is not lost when there is no time for both.
    public Record merge(Record older, Record newer) {
        double[] arguments = new double[fields.size()];
        try {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = (double) accessors[i].invokeExact(newer);
                if (fields.get(i).kind() == FieldKind.FLAG) {
                    arguments[i] = Math.max(arguments[i], (double) accessors[i].invokeExact(older));
                }
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("An input record's accessor threw a checked exception.", e);
        }
        return create(arguments);
    }

    @SuppressWarnings("unchecked") // the handle was made from the constructor of Class<I>
    private I create(double[] arguments) {
        try {
            return (I) (Record) create.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("An input record's constructor threw a checked exception.", e);
        }
    }

    private static MethodHandle enumOf(Class<?> type) throws ReflectiveOperationException {
        MethodHandle element = MethodHandles.arrayElementGetter(type.arrayType());
        MethodHandle constants = element.bindTo(type.getEnumConstants());
        return MethodHandles.explicitCastArguments(constants, MethodType.methodType(type, double.class));
    }
}
