package dev.rookery.bench.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FrameSplitterTest {
    /// Of RFC 6455, section 5.7: "Hello" unmasked, and 256 bytes of binary.
    private static final String HELLO = "810548656c6c6f";

    private final FrameSplitter splitter = new FrameSplitter();
    private final List<String> frames = new ArrayList<>();

    private void note(int opcode, byte[] bytes, int offset, int length) {
        frames.add(opcode + ":" + (length > 8 ? length + " bytes" : HexFormat.of().formatHex(bytes, offset, offset + length)));
    }

    private boolean feed(byte[] more, int from, int count) {
        byte[] left = splitter.takeLeft();
        byte[] bytes = new byte[left.length + count];
        System.arraycopy(left, 0, bytes, 0, left.length);
        System.arraycopy(more, from, bytes, left.length, count);
        return splitter.split(bytes, bytes.length, this::note);
    }

    private static byte[] goldenStream() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(HexFormat.of().parseHex(HELLO));
        stream.writeBytes(HexFormat.of().parseHex("827e0100"));
        stream.writeBytes(new byte[256]);
        stream.writeBytes(HexFormat.of().parseHex("827f0000000000010000"));
        stream.writeBytes(new byte[65_536]);
        stream.writeBytes(HexFormat.of().parseHex("8900"));
        stream.writeBytes(HexFormat.of().parseHex("880203e8"));
        return stream.toByteArray();
    }

    private static final List<String> GOLDEN =
            List.of("1:48656c6c6f", "2:256 bytes", "2:65536 bytes", "9:", "8:03e8");

    @Test
    void framesOfAllLengthsAreRead() {
        byte[] stream = goldenStream();
        assertTrue(feed(stream, 0, stream.length));
        assertEquals(GOLDEN, frames);
        assertEquals(0, splitter.takeLeft().length);
    }

    @Test
    void framesAreTheSameHoweverTheBytesAreCut() {
        byte[] stream = goldenStream();
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            frames.clear();
            for (int at = 0; at < stream.length; ) {
                int count = Math.min(stream.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 4000));
                assertTrue(feed(stream, at, count), "seed " + seed);
                at += count;
            }
            assertEquals(GOLDEN, frames, "seed " + seed);
        }
    }

    @Test
    void whatNoServerSendsIsRefused() {
        for (String bad : List.of("010548656c6c6f", "818548656c6c6f0000", "827f8000000000000000", "827f0000000010000000")) {
            byte[] bytes = HexFormat.of().parseHex(bad);
            assertFalse(new FrameSplitter().split(bytes, bytes.length, this::note), bad);
        }
        assertTrue(frames.isEmpty());
    }
}
