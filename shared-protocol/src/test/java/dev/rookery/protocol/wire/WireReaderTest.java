package dev.rookery.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.schema.FieldSpec;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WireReaderTest {
    private final WireWriter out = new WireWriter(1);
    private final WireReader in = new WireReader();

    @Test
    void readsBackWhatWasWritten() {
        long seed = Long.getLong("seed", 7L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            int number = random.nextInt() >>> random.nextInt(32);
            double real = random.nextDouble(-1e9, 1e9);
            String text = "ä𝄞" + random.nextInt();
            out.clear();
            out.varint(number);
            out.zigzag(-number);
            out.f64(real);
            out.u32(number);
            out.text(text);
            in.wrap(out.bytes(), 0, out.length());
            assertEquals(number, in.varint(), () -> "seed=" + seed);
            assertEquals(-number, in.zigzag());
            assertEquals(real, in.f64());
            assertEquals(number, in.u32());
            assertEquals(text, in.text(256));
            assertEquals(0, in.remaining());
            assertFalse(in.failed());
        }
    }

    @Test
    void aVarintTakesAsManyBytesAsItSays() {
        for (int number : new int[] {0, 1, 127, 128, 16_383, 16_384, 1 << 21, 1 << 28, -1}) {
            out.clear();
            out.varint(number);
            assertEquals(out.length(), WireWriter.varintBytes(number), () -> "number=" + number);
        }
    }

    @Test
    void failsOnceAndGivesZerosPastTheEnd() {
        in.wrap(new byte[] {5}, 0, 1);
        assertEquals(5, in.u8());
        assertEquals(0, in.u32());
        assertTrue(in.failed());
        assertEquals(0, in.varint());
        assertEquals("", in.text(10));
    }

    @Test
    void refusesANumberOfMoreThan32Bits() {
        in.wrap(new byte[] {-1, -1, -1, -1, 0x1F}, 0, 5);
        in.varint();
        assertTrue(in.failed());
        in.wrap(new byte[] {-1, -1, -1, -1, -1, 0}, 0, 6);
        in.varint();
        assertTrue(in.failed());
    }

    @Test
    void refusesTextsThatAreTooLongCutOrMalformed() {
        for (byte[] hostile : new byte[][] {{5, 'a'}, {1, (byte) 0xC3}, {-1, -1, -1, -1, 0x0F}, {3, 'a', 'b', 'c'}}) {
            in.wrap(hostile, 0, hostile.length);
            assertEquals("", in.text(2));
            assertTrue(in.failed());
        }
    }

    @Test
    void cutsALongTextAtACodePoint() {
        out.text("é".repeat(200));
        in.wrap(out.bytes(), 0, out.length());
        assertEquals("é".repeat(FieldSpec.MAX_TEXT_BYTES / 2), in.text(FieldSpec.MAX_TEXT_BYTES));
    }
}
