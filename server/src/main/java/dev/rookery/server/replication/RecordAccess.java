package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Accessors of records as handles `(Record) -> double`, in the same numbers as [FieldReader]: booleans are 0 and 1, enums
/// their ordinals, references slot + 1 or 0.
final class RecordAccess {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private RecordAccess() {}

    static MethodHandle number(MethodHandle accessor, Class<?> type) throws ReflectiveOperationException {
        MethodHandle value = accessor;
        if (type.isEnum()) {
            MethodHandle ordinal = LOOKUP.findVirtual(Enum.class, "ordinal", MethodType.methodType(int.class));
            value = MethodHandles.filterReturnValue(value, ordinal.asType(MethodType.methodType(int.class, type)));
        } else if (Entity.class.isAssignableFrom(type)) {
            MethodHandle reference =
                    LOOKUP.findStatic(FieldReader.class, "reference", MethodType.methodType(double.class, Entity.class));
            value = MethodHandles.filterReturnValue(value, reference.asType(MethodType.methodType(double.class, type)));
        }
        return MethodHandles.explicitCastArguments(value, MethodType.methodType(double.class, Record.class));
    }
}
