package dev.rookery.server.replication;

import dev.rookery.game.Angle;
import dev.rookery.game.Replicated;
import dev.rookery.protocol.schema.EventSpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.PrivateIds;
import dev.rookery.protocol.wire.WireWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One event record class bound to its number and form on the wire. Immutable, shared by all threads.
public final class EventBinding {
    private final int kind;
    private final EventSpec spec;
    private final FieldSpec[] fields;
    private final MethodHandle[] accessors; // (Record) -> double, or (Record) -> String for texts

    private EventBinding(int kind, EventSpec spec, List<MethodHandle> accessors) {
        this.kind = kind;
        this.spec = spec;
        this.fields = spec.fields().toArray(FieldSpec[]::new);
        this.accessors = accessors.toArray(MethodHandle[]::new);
    }

    /// Binds `type` as event number `kind`.
    ///
    /// @param bounds of the game type
    /// @throws IllegalArgumentException with a sentence that names the component, if it cannot travel
    public static EventBinding bind(Class<? extends Record> type, int kind, Map<String, Double> bounds) {
        List<FieldSpec> fields = new ArrayList<>();
        List<MethodHandle> accessors = new ArrayList<>();
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            for (RecordComponent component : type.getRecordComponents()) {
                Replicated replicated = component.getAnnotation(Replicated.class);
                Angle angle = component.getAnnotation(Angle.class);
                FieldSpec field = replicated != null || angle != null
                        ? FieldSpecs.ranged(component.getName(), component.getType(), replicated, angle, bounds)
                        : FieldSpecs.exact(component.getName(), component.getType(), 0);
                fields.add(field);
                accessors.add(accessor(lookup.unreflect(component.getAccessor()), component.getType(), field));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read the event record " + type.getName() + ".", e);
        }
        return new EventBinding(kind, new EventSpec(FieldSpecs.lowerCamel(type), fields), accessors);
    }

    public EventSpec spec() {
        return spec;
    }

    /// Appends the event: its number, then its fields, as whoever sits in `seat` is told it, or
    /// [PrivateIds#EVERYBODY].
    public void write(Record event, int seat, WireWriter out) {
        out.varint(kind);
        try {
            for (int i = 0; i < fields.length; i++) {
                if (fields[i].kind() == FieldKind.TEXT) {
                    out.text((String) accessors[i].invokeExact(event));
                } else {
                    out.privateField(fields[i], (double) accessors[i].invokeExact(event), seat);
                }
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("An event's accessor threw a checked exception.", e);
        }
    }

    private static MethodHandle accessor(MethodHandle accessor, Class<?> type, FieldSpec field)
            throws ReflectiveOperationException {
        return field.kind() == FieldKind.TEXT
                ? accessor.asType(MethodType.methodType(String.class, Record.class))
                : RecordAccess.number(accessor, type);
    }
}
