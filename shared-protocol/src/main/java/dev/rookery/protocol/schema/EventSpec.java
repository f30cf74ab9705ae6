package dev.rookery.protocol.schema;

import java.util.List;

/// One kind of event: a fact told once. Its fields are written one after another, each in the form of its kind.
///
/// @param name lower camel case, as TypeScript sees it
public record EventSpec(String name, List<FieldSpec> fields) {
    public EventSpec {
        fields = List.copyOf(fields);
    }
}
