package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Records frames as a golden vector: what identifies their format, then each with what the decoder must answer and the
/// hashes of its state. A frame whose bytes came before names the earlier one.
class FrameRecorder {
    final ObjectNode vector = JsonNodeFactory.instance.objectNode();
    private final ArrayNode frames;
    private final Map<String, Integer> known = new HashMap<>(); // number of the frame that these bytes are from
    private final FrameDecoder decoder;
    private final IntSupplier streamHash;
    private boolean isTerse;

    /// @param streamHash over all of the decoder's state
    FrameRecorder(
            String name,
            GameSchema schema,
            int ticksPerFrame,
            BackEnd backEnd,
            FrameDecoder decoder,
            IntSupplier streamHash) {
        this.decoder = decoder;
        this.streamHash = streamHash;
        vector.put("name", name);
        vector.put("codec", backEnd.codec());
        vector.put("ticksPerFrame", ticksPerFrame);
        vector.put("contexts", Contexts.VERSION);
        if (backEnd instanceof BackEnd.Range(CoderTable table)) {
            vector.put("tableHash", table.hash());
            if (table != CoderTable.GENERIC) {
                vector.put("table", table.text());
            }
        }
        vector.put("fingerprint", schema.fingerprint());
        vector.putRawValue("schema", new RawValue(SchemaJson.write(schema)));
        frames = vector.putArray("frames");
    }

    /// One that a decoder of cells receives.
    static FrameRecorder ofCells(String name, GameSchema schema, BackEnd backEnd) {
        CellDecoder decoder = new CellDecoder(schema, backEnd);
        return new FrameRecorder(name, schema, 1, backEnd, decoder, decoder::viewHash);
    }

    /// Keeps the hash of the whole state alone.
    FrameRecorder terse() {
        isTerse = true;
        return this;
    }

    ObjectNode vector() {
        return vector;
    }

    /// Of the decoder.
    int streamHash() {
        return streamHash.getAsInt();
    }

    EntityRows rows() {
        return decoder.rows();
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
        node.put("streamHash", streamHash());
        if (!isTerse) {
            node.put("stateHash", decoder.stateHash());
            dump(node);
        }
        return null;
    }

    /// Adds what shows where a mismatch is.
    void dump(ObjectNode node) {}
}
