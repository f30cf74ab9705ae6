package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Somebody may write a client from the README alone, so its numbers are those of the code.
class ReadmeTest {
    private final String readme = Files.readString(Path.of("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void theTablesOfOrdersArePrintedAsTheyAre() {
        assertPrinted("FIRST", Orders.RESIDUAL, 8);
        assertPrinted("SECOND", Orders.SECOND_RESIDUAL, 8);
        assertPrinted("STEERED", Orders.STEERED, 8);
        assertPrinted("TURN", Orders.TURN, 4);
    }

    private void assertPrinted(String name, byte[] orders, int group) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < orders.length; i++) {
            digits.append(i > 0 && i % group == 0 ? " " : "").append(orders[i]);
        }
        String line = "| " + name + " | `" + digits + "` |";
        assertTrue(readme.contains(line), line);
    }

    @Test
    void everyRefusalIsExplained() {
        for (FrameError error : FrameError.values()) {
            assertTrue(readme.contains("| `" + error + "` |"), error.name());
        }
    }

    @Test
    void everyContextIsNamed() {
        Contexts contexts = new DeltaCodec(HostileRooms.SCHEMA).contexts;
        for (List<Contexts.Context> series : List.of(contexts.bits, contexts.unsigned, contexts.signed)) {
            for (Contexts.Context context : series) {
                boolean isCoded = !context.element().equals("idle run"); // which the range coder has not
                assertTrue(!isCoded || readme.contains("`" + context.element() + "`"), context.element());
            }
        }
    }
}
