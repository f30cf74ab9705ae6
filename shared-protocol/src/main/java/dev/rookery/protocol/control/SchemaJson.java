package dev.rookery.protocol.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.EventSpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.List;
import java.util.Locale;

/// A schema in the form that `welcome` carries: numbers that are 0, lists of symbols that are empty and an `ownerOnly`
/// that is false are left out.
public final class SchemaJson {
    private SchemaJson() {}

    /// The JSON text of `schema`.
    public static String write(GameSchema schema) {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode()
                .put("game", schema.game())
                .put("tickRateHz", schema.tickRateHz())
                .put("maxEntities", schema.maxEntities());
        if (!schema.cells().isNone()) {
            root.putObject("cells")
                    .put("columns", schema.cells().columns())
                    .put("rows", schema.cells().rows());
        }
        ArrayNode entities = root.putArray("entities");
        for (EntitySpec entity : schema.entities()) {
            ObjectNode node = entities.addObject().put("name", entity.name());
            fields(node.putArray("fields"), entity.fields());
            fields(node.putArray("ownerFields"), entity.ownerFields());
            node.put("ballistic", entity.ballistic());
            if (entity.ownerOnly()) {
                node.put("ownerOnly", true);
            }
        }
        fields(root.putArray("input"), schema.input());
        ArrayNode events = root.putArray("events");
        for (EventSpec event : schema.events()) {
            fields(events.addObject().put("name", event.name()).putArray("fields"), event.fields());
        }
        return root.toString();
    }

    private static void fields(ArrayNode target, List<FieldSpec> fields) {
        for (FieldSpec field : fields) {
            ObjectNode node = target.addObject()
                    .put("name", field.name())
                    .put("kind", field.kind().name().toLowerCase(Locale.ROOT));
            number(node, "min", field.min());
            number(node, "max", field.max());
            number(node, "step", field.step());
            if (!field.symbols().isEmpty()) {
                ArrayNode symbols = node.putArray("symbols");
                field.symbols().forEach(symbols::add);
            }
        }
    }

    private static void number(ObjectNode node, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            if (value != 0) {
                node.put(name, (long) value);
            }
        } else {
            node.put(name, value);
        }
    }
}
