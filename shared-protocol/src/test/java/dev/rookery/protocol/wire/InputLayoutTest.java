package dev.rookery.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.schema.FieldSpec;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class InputLayoutTest {
    private final InputLayout layout = new InputLayout(List.of(
            FieldSpec.scalar("dx", -1, 1, 1),
            FieldSpec.angle("aim", 10),
            FieldSpec.flag("fire"),
            FieldSpec.symbol("mode", List.of("A", "B", "C", "D", "E")),
            FieldSpec.scalar("throttle", 0, 1 << 20, 1)));

    @Test
    void readsBackEveryInput() {
        long seed = Long.getLong("seed", 11L);
        SplittableRandom random = new SplittableRandom(seed);
        WireWriter out = new WireWriter(16);
        int[] read = new int[5];
        for (int round = 0; round < 1000; round++) {
            int[] values = {
                random.nextInt(3), random.nextInt(1024), random.nextInt(2), random.nextInt(5), random.nextInt((1 << 20) + 1)
            };
            out.clear();
            layout.write(values, out);
            assertEquals(layout.inputBytes(), out.length());
            assertTrue(layout.read(new WireReader().wrap(out.bytes(), 0, out.length()), read), () -> "seed=" + seed);
            assertArrayEquals(values, read);
        }
    }

    @Test
    void refusesAValueOutsideItsRange() {
        WireWriter out = new WireWriter(16);
        layout.write(new int[] {3, 0, 0, 0, 0}, out);
        assertFalse(layout.read(new WireReader().wrap(out.bytes(), 0, out.length()), new int[5]));
    }

    @Test
    void refusesPaddingThatIsSet() {
        byte[] bytes = new byte[layout.inputBytes()];
        bytes[bytes.length - 1] = (byte) 0x80;
        assertFalse(layout.read(new WireReader().wrap(bytes, 0, bytes.length), new int[5]));
    }

    @Test
    void refusesAnInputThatIsCutShort() {
        assertFalse(layout.read(new WireReader().wrap(new byte[2], 0, 2), new int[5]));
    }

    @Test
    void anInputWithoutFieldsHasNoBytes() {
        InputLayout nothing = new InputLayout(List.of());
        assertEquals(0, nothing.inputBytes());
        assertTrue(nothing.read(new WireReader().wrap(new byte[0], 0, 0), new int[0]));
    }
}
