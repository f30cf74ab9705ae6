package dev.rookery.protocol.typescript;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.EventSpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes one game's types and its definition as a TypeScript module: what `browser-client/src/generated` holds. Angles
/// are radians, references are the id of an entity or null, enums are unions of their names. Kinds that only owners see
/// are `never` seen by others.
public final class TypeScriptWriter {
    private TypeScriptWriter() {}

    /// @param inputName name of the input type, such as `Steer`
    /// @param packsBits whether its frames are packed in bits instead of range coded
    public static String write(GameSchema schema, String inputName, boolean packsBits) {
        return write(List.of(schema), inputName, packsBits);
    }

    /// As the other, for a game whose rooms differ in ranges and interest.
    ///
    /// @param schemas of all kinds of rooms, the ordinary one first
    public static String write(List<GameSchema> schemas, String inputName, boolean packsBits) {
        GameSchema schema = schemas.getFirst();
        String game = upper(schema.game().replace("-", "_"));
        List<String> parts = new ArrayList<>();
        if (packsBits) {
            parts.add("bits");
        }
        if (schemas.stream().anyMatch(kind -> !kind.cells().isNone())) {
            parts.add("cells");
        }
        if (schema.entities().stream().anyMatch(entity -> !entity.ownerFields().isEmpty())) {
            parts.add("prediction");
        }
        StringBuilder out = new StringBuilder("import type { GameDefinition } from \"../game\";\n");
        parts.forEach(part -> out.append("import { ").append(part).append(" } from \"../parts/").append(part).append("\";\n"));
        for (EntitySpec entity : schema.entities()) {
            List<FieldSpec> hidden = ownOnly(entity);
            if (entity.ownerOnly()) {
                interfaceOf(out, upper(entity.name()), "", both(entity.fields(), hidden));
                continue;
            }
            interfaceOf(out, upper(entity.name()), "", entity.fields());
            if (!hidden.isEmpty()) {
                interfaceOf(out, "Own" + upper(entity.name()), " extends " + upper(entity.name()), hidden);
            }
        }
        interfaceOf(out, inputName, "", schema.input());
        for (EventSpec event : schema.events()) {
            interfaceOf(out, upper(event.name()), "", event.fields());
        }
        out.append("\nexport type ").append(game).append("Entities = {\n");
        for (EntitySpec entity : schema.entities()) {
            String name = upper(entity.name());
            String seen = entity.ownerOnly() ? "never" : name;
            String own = entity.ownerOnly() || ownOnly(entity).isEmpty() ? name : "Own" + name;
            out.append("  ").append(entity.name()).append(": { seen: ").append(seen).append("; own: ").append(own).append(" };\n");
        }
        out.append("};\n\nexport type ").append(game).append("Events = {\n");
        for (EventSpec event : schema.events()) {
            out.append("  ").append(event.name()).append(": ").append(upper(event.name())).append(";\n");
        }
        out.append("};\n\nexport const ").append(lower(game)).append(": GameDefinition<").append(game).append("Entities, ")
                .append(inputName).append(", ").append(game).append("Events> = {\n  name: \"").append(schema.game())
                .append("\",\n  fingerprint: ").append(schema.fingerprint()).append(",\n");
        if (!parts.isEmpty()) {
            out.append("  parts: { ").append(String.join(", ", parts)).append(" },\n");
        }
        out.append("};\n");
        return out.toString();
    }

    private static List<FieldSpec> ownOnly(EntitySpec entity) {
        List<String> seen = entity.fields().stream().map(FieldSpec::name).toList();
        List<FieldSpec> hidden = new ArrayList<>(entity.ownerFields());
        hidden.removeIf(field -> seen.contains(field.name()));
        return hidden;
    }

    private static List<FieldSpec> both(List<FieldSpec> fields, List<FieldSpec> more) {
        List<FieldSpec> all = new ArrayList<>(fields);
        all.addAll(more);
        return all;
    }

    private static void interfaceOf(StringBuilder out, String name, String base, List<FieldSpec> fields) {
        out.append("\nexport interface ").append(name).append(base).append(" {\n");
        for (FieldSpec field : fields) {
            out.append("  ").append(field.name()).append(": ").append(type(field)).append(";\n");
        }
        out.append("}\n");
    }

    private static String type(FieldSpec field) {
        return switch (field.kind()) {
            case SCALAR, LINEAR, ANGLE, STEPPED, EXACT -> "number";
            case FLAG -> "boolean";
            case ENUM -> field.symbols().stream().map(symbol -> "\"" + symbol + "\"").collect(Collectors.joining(" | "));
            case REFERENCE -> "number | null";
            case TEXT -> "string";
        };
    }

    private static String upper(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
