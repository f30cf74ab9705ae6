package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Records one stream as a golden vector: the schema, then every frame with what the decoder must answer and the hashes
/// of its state. Small rooms keep their rows too, so that a mismatch shows where it is.
final class VectorRecorder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DUMPED_ENTITIES = 4;

    private final ObjectNode vector = JSON.createObjectNode();
    private final ArrayNode frames;
    private final DeltaEncoder encoder;
    private final DeltaDecoder decoder;
    private final byte[] bytes;

    VectorRecorder(String name, GameSchema schema, BackEnd backEnd) {
        vector.put("name", name);
        vector.put("codec", backEnd.codec());
        if (backEnd instanceof BackEnd.Range(CoderTable table) && table != CoderTable.GENERIC) {
            vector.put("tableHash", table.hash());
            vector.put("table", table.text());
        }
        vector.set("schema", schemaOf(schema));
        frames = vector.putArray("frames");
        encoder = new DeltaEncoder(schema, 1, backEnd);
        decoder = new DeltaDecoder(schema, 1, backEnd);
        bytes = new byte[encoder.maxFrameBytes()];
    }

    ObjectNode vector() {
        return vector;
    }

    VectorRecorder keyframe() {
        return accepted(Arrays.copyOf(bytes, encoder.keyframe(bytes, 0)), true);
    }

    VectorRecorder delta(EntityRows truth) {
        byte[] frame = Arrays.copyOf(bytes, encoder.delta(truth, bytes, 0));
        accepted(frame, false);
        RowsAssert.assertSameRows(truth, decoder.rows(), vector.get("name").asText());
        return this;
    }

    private VectorRecorder accepted(byte[] frame, boolean keyframe) {
        assertNull(received(frame, keyframe));
        assertEquals(encoder.streamHash(), decoder.streamHash());
        return this;
    }

    /// Any bytes: the verdict is part of the vector, and after a refusal the stream has to begin again.
    @Nullable FrameError received(byte[] frame, boolean keyframe) {
        FrameError error = decoder.decode(frame, 0, frame.length, keyframe);
        ObjectNode node = frames.addObject();
        node.put("keyframe", keyframe);
        node.put("bytes", Base64.getEncoder().encodeToString(frame));
        if (error != null) {
            node.put("error", error.name());
            return error;
        }
        node.put("stateHash", decoder.stateHash());
        node.put("streamHash", decoder.streamHash());
        EntityRows rows = decoder.rows();
        if (rows.live() <= DUMPED_ENTITIES) {
            ArrayNode dump = node.putArray("rows");
            for (int slot = 0; slot < rows.end(); slot++) {
                if (rows.kind(slot) >= 0) {
                    ArrayNode row = dump.addArray().add(slot).add(rows.kind(slot)).add(rows.generation(slot));
                    for (int field = 0; field < rows.stride; field++) {
                        row.add(rows.value(slot, field));
                    }
                }
            }
        }
        return null;
    }

    private static ObjectNode schemaOf(GameSchema schema) {
        ObjectNode node = JSON.createObjectNode();
        node.put("game", schema.game());
        node.put("tickRateHz", schema.tickRateHz());
        node.put("maxEntities", schema.maxEntities());
        ArrayNode kinds = node.putArray("entities");
        for (EntitySpec kind : schema.entities()) {
            ObjectNode entity = kinds.addObject();
            entity.put("name", kind.name());
            ArrayNode fields = entity.putArray("fields");
            kind.fields().forEach(field -> fields.add(fieldOf(field)));
            entity.putArray("ownerFields");
            entity.put("ballistic", kind.ballistic());
        }
        node.putArray("input");
        node.putArray("events");
        return node;
    }

    private static ObjectNode fieldOf(FieldSpec field) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", field.name());
        node.put("kind", field.kind().name().toLowerCase(Locale.ROOT));
        node.put("min", field.min());
        node.put("max", field.max());
        node.put("step", field.step());
        ArrayNode symbols = node.putArray("symbols");
        field.symbols().forEach(symbols::add);
        return node;
    }
}
