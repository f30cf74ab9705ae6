package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.DirectedKinds.BOLT;
import static dev.rookery.protocol.delta.DirectedKinds.DISC;
import static dev.rookery.protocol.delta.DirectedKinds.ROCKET;
import static dev.rookery.protocol.delta.DirectedKinds.kind;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rookery.protocol.schema.CellGrid;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ContextsTest {
    private static final int CHECKSUM = 282865721; // of the contexts of the version below
    private static final int VERSION = 1;

    /// A table trained for other contexts decodes to plausible nonsense, so nobody may change them unnoticed.
    @Test
    void aChangeOfTheContextsRaisesTheirVersion() {
        EntitySpec lamp = kind("lamp", false, FieldSpec.flag("on"), FieldSpec.scalar("size", 0, 5, 1));
        List<EntitySpec> kinds = List.of(DISC, BOLT, ROCKET, lamp);
        GameSchema schema = new GameSchema("contexts", 30, 4, new CellGrid(2, 2), kinds, List.of(), List.of());
        Contexts contexts = new CellCodec(schema).contexts();
        CRC32C crc = new CRC32C();
        for (List<Contexts.Context> series : List.of(contexts.bits, contexts.unsigned, contexts.signed)) {
            for (Contexts.Context context : series) {
                String line = context.name() + context.element() + context.index() + "\n";
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertEquals(VERSION, Contexts.VERSION, "Note the new version and its checksum here: " + (int) crc.getValue());
        assertEquals(CHECKSUM, (int) crc.getValue(), "Raise Contexts.VERSION, and CONTEXTS_VERSION in contexts.ts");
    }
}
