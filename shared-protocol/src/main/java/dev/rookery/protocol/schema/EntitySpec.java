package dev.rookery.protocol.schema;

import java.util.List;

/// One kind of entity. `fields` make up the row that everybody sees; `ownerFields` travel only to the owner, in the
/// private header: the exact state of what the owner predicts, and what is visible to the owner alone.
///
/// @param name lower camel case, as TypeScript sees it
/// @param ballistic whether the first two LINEAR fields fly straight at a velocity that the codec is told, so that
///     nothing is sent while they do
/// @param ownerOnly whether the owner alone is told of such entities: all fields travel in the private header then, and
///     the codec never sees them
public record EntitySpec(
        String name, List<FieldSpec> fields, List<FieldSpec> ownerFields, boolean ballistic, boolean ownerOnly) {
    public EntitySpec {
        fields = List.copyOf(fields);
        ownerFields = List.copyOf(ownerFields);
        for (FieldSpec field : fields) {
            if (!field.kind().fitsARow()) {
                throw new IllegalArgumentException("Field " + name + "." + field.name() + " needs a range: kind=" + field.kind());
            }
        }
        if (ballistic && ownerOnly) {
            throw new IllegalArgumentException(
                    "Nothing predicts the flight of what only its owner sees; leave one of the two out: kind=" + name);
        }
    }

    /// A kind that everybody sees.
    public EntitySpec(String name, List<FieldSpec> fields, List<FieldSpec> ownerFields, boolean ballistic) {
        this(name, fields, ownerFields, ballistic, false);
    }
}
