package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;

/// Records one stream as a golden vector. Small rooms keep their rows too.
final class VectorRecorder extends FrameRecorder {
    private static final int DUMPED_ENTITIES = 4;
    private static final int[] TICKS_AHEAD = {1, 3, 64};

    private final DeltaEncoder encoder;
    private final DeltaDecoder decoder;
    private final byte[] bytes;
    private boolean looksAhead;

    VectorRecorder(String name, GameSchema schema, BackEnd backEnd) {
        this(name, schema, 1, backEnd);
    }

    VectorRecorder(String name, GameSchema schema, int ticksPerFrame, BackEnd backEnd) {
        this(name, schema, ticksPerFrame, backEnd, new DeltaDecoder(schema, ticksPerFrame, backEnd));
    }

    private VectorRecorder(String name, GameSchema schema, int ticksPerFrame, BackEnd backEnd, DeltaDecoder decoder) {
        super(name, schema, ticksPerFrame, backEnd, decoder, decoder::streamHash);
        this.decoder = decoder;
        encoder = new DeltaEncoder(schema, ticksPerFrame, backEnd);
        bytes = new byte[encoder.maxFrameBytes()];
    }

    @Override
    VectorRecorder terse() {
        super.terse();
        return this;
    }

    /// Also notes where the decoder expects the fields of small rooms to be some ticks later.
    VectorRecorder lookingAhead() {
        looksAhead = true;
        return this;
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

    @Override
    void dump(ObjectNode node) {
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
