package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records one stream as a golden vector: what identifies its format, then every frame with what the decoder must answer
/// and the hashes of its state. Small rooms keep their rows too, so that a mismatch shows where it is. A frame whose bytes
/// came before names the earlier one.
final class VectorRecorder {
    private static final int DUMPED_ENTITIES = 4;
    private static final int[] TICKS_AHEAD = {1, 3, 64};

    private final ObjectNode vector = JsonNodeFactory.instance.objectNode();
    private final ArrayNode frames;
    private final Map<String, Integer> known = new HashMap<>(); // number of the frame that these bytes are from
    private final DeltaEncoder encoder;
    private final DeltaDecoder decoder;
    private final byte[] bytes;
    private boolean isTerse;
    private boolean looksAhead;

    VectorRecorder(String name, GameSchema schema, BackEnd backEnd) {
        this(name, schema, 1, backEnd);
    }

    VectorRecorder(String name, GameSchema schema, int ticksPerFrame, BackEnd backEnd) {
        vector.put("name", name);
        vector.put("codec", backEnd.codec());
        vector.put("ticksPerFrame", ticksPerFrame);
        vector.put("contexts", Contexts.VERSION);
        if (backEnd instanceof BackEnd.Range(CoderTable table)) {
            vector.put("tableHash", table.hash());
            if (table.hash() != CoderTable.GENERIC.hash()) {
                vector.put("table", table.text());
            }
        }
        vector.put("fingerprint", schema.fingerprint());
        vector.putRawValue("schema", new RawValue(SchemaJson.write(schema)));
        frames = vector.putArray("frames");
        encoder = new DeltaEncoder(schema, ticksPerFrame, backEnd);
        decoder = new DeltaDecoder(schema, ticksPerFrame, backEnd);
        bytes = new byte[encoder.maxFrameBytes()];
    }

    /// Keeps the hash of the whole state alone.
    VectorRecorder terse() {
        isTerse = true;
        return this;
    }

    /// Also notes where the decoder expects the fields of small rooms to be some ticks later.
    VectorRecorder lookingAhead() {
        looksAhead = true;
        return this;
    }

    ObjectNode vector() {
        return vector;
    }

    /// Of the decoder.
    int streamHash() {
        return decoder.streamHash();
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
        return noted(frames.addObject(), frame, keyframe);
    }

    /// Any bytes, received after a sound keyframe; one that came before is only named.
    @Nullable FrameError receivedAfter(byte[] soundKeyframe, byte[] frame, boolean keyframe) {
        Integer earlier = known.get(Base64.getEncoder().encodeToString(soundKeyframe));
        if (earlier == null) {
            assertNull(received(soundKeyframe, true));
            return received(frame, keyframe);
        }
        assertNull(decoder.decode(soundKeyframe, 0, soundKeyframe.length, true));
        return noted(frames.addObject().put("after", earlier), frame, keyframe);
    }

    private @Nullable FrameError noted(ObjectNode node, byte[] frame, boolean keyframe) {
        FrameError error = decoder.decode(frame, 0, frame.length, keyframe);
        if (keyframe) {
            node.put("keyframe", true);
        }
        String text = Base64.getEncoder().encodeToString(frame);
        Integer earlier = known.putIfAbsent(text, frames.size() - 1);
        if (earlier == null || text.length() < 12) {
            node.put("bytes", text);
        } else {
            node.put("sameAs", earlier);
        }
        if (error != null) {
            node.put("error", error.name());
            return error;
        }
        node.put("streamHash", decoder.streamHash());
        if (!isTerse) {
            node.put("stateHash", decoder.stateHash());
            dump(node);
        }
        return null;
    }

    private void dump(ObjectNode node) {
        EntityRows rows = decoder.rows();
        if (rows.live() > DUMPED_ENTITIES) {
            return;
        }
        ArrayNode dump = node.putArray("rows");
        for (int slot = 0; slot < rows.end(); slot++) {
            if (rows.kind(slot) >= 0) {
                ArrayNode row = dump.addArray().add(slot).add(rows.kind(slot)).add(rows.generation(slot));
                for (int field = 0; field < rows.stride; field++) {
                    row.add(rows.value(slot, field));
                }
                if (looksAhead) {
                    ahead(node.withArray("ahead").addArray(), slot);
                }
            }
        }
    }

    private void ahead(ArrayNode row, int slot) {
        for (int ticks : TICKS_AHEAD) {
            for (int field = 0; field < decoder.codec.kinds[decoder.rows().kind(slot)].fieldCount; field++) {
                row.add(decoder.predicted(slot, field, ticks));
            }
        }
    }
}
