package dev.rookery.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.schema.FieldSpec;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class InputLayoutTest {
    private static final int[] BITS = {2, 10, 1, 3, 21, 24, 1, 10};

    private final InputLayout layout = new InputLayout(List.of(
            FieldSpec.scalar("dx", -1, 1, 1),
            FieldSpec.angle("aim", 10),
            FieldSpec.flag("fire"),
            FieldSpec.symbol("mode", List.of("A", "B", "C", "D", "E")),
            FieldSpec.scalar("throttle", 0, 1 << 20, 1),
            FieldSpec.scalar("pitch", 0, (1 << 24) - 1, 1),
            FieldSpec.flag("brake"), // its bit is the 62nd
            FieldSpec.scalar("trim", 0, 1000, 1))); // lies in two longs

    private final WireWriter out = new WireWriter(16);

    @Test
    void readsBackEveryInput() {
        long seed = Long.getLong("seed", 11L);
        SplittableRandom random = new SplittableRandom(seed);
        long[] packed = new long[layout.words() + 1];
        for (int round = 0; round < 1000; round++) {
            int[] values = someValues(random);
            write(values);
            assertEquals(layout.inputBytes(), out.length());
            assertTrue(layout.isLegal(written()), () -> "seed=" + seed);
            layout.pack(written(), packed, 1);
            int bit = 64;
            for (int i = 0; i < values.length; i++) {
                int bits = BITS[i];
                long value = packed[bit / 64] >>> bit;
                value |= bit % 64 + bits > 64 ? packed[bit / 64 + 1] << (64 - bit % 64) : 0;
                assertEquals(values[i], value & ((1L << bits) - 1), () -> "seed=" + seed);
                bit += bits;
            }
        }
    }

    private static int[] someValues(SplittableRandom random) {
        return new int[] {
            random.nextInt(3),
            random.nextInt(1024),
            random.nextInt(2),
            random.nextInt(5),
            random.nextInt((1 << 20) + 1),
            random.nextInt(1 << 24),
            random.nextInt(2),
            random.nextInt(1001)
        };
    }

    private void write(int... values) {
        out.clear();
        layout.write(values, out);
    }

    private WireReader written() {
        return new WireReader().wrap(out.bytes(), 0, out.length());
    }

    @Test
    void whatIsHeldInTheOlderOneIsHeldInBothTogether() {
        assertEquals(2, layout.words());
        long[] packed = new long[4];
        write(2, 700, 1, 4, 9, 5, 1, 3);
        layout.pack(written(), packed, 0);
        write(0, 3, 0, 1, 0, 1 << 23, 0, 1000);
        layout.pack(written(), packed, 2);
        layout.merge(packed, 0, 2);
        long[] expected = new long[2];
        write(0, 3, 1, 1, 0, 1 << 23, 1, 1000);
        layout.pack(written(), expected, 0);
        assertEquals(expected[0], packed[2]);
        assertEquals(expected[1], packed[3]);
    }

    @Test
    void refusesAValueOutsideItsRange() {
        write(3, 0, 0, 0, 0, 0, 0, 0);
        assertFalse(layout.isLegal(written()));
        write(0, 0, 0, 0, 0, 0, 0, 1001);
        assertFalse(layout.isLegal(written()));
    }

    @Test
    void refusesPaddingThatIsSet() {
        InputLayout padded = new InputLayout(List.of(FieldSpec.flag("fire")));
        assertTrue(padded.isLegal(new WireReader().wrap(new byte[] {1}, 0, 1)));
        assertFalse(padded.isLegal(new WireReader().wrap(new byte[] {(byte) 0x81}, 0, 1)));
    }

    @Test
    void refusesAnInputThatIsCutShort() {
        assertFalse(layout.isLegal(new WireReader().wrap(new byte[2], 0, 2)));
    }

    @Test
    void anInputWithoutFieldsHasNoBytes() {
        InputLayout nothing = new InputLayout(List.of());
        assertEquals(0, nothing.inputBytes());
        assertTrue(nothing.isLegal(new WireReader().wrap(new byte[0], 0, 0)));
        long[] packed = {7};
        nothing.pack(new WireReader(), packed, 0);
        assertEquals(0, packed[0]);
    }
}
