package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.BINARY;
import static dev.rookery.server.transport.RawWebSocket.CONTINUATION;
import static dev.rookery.server.transport.RawWebSocket.FIN;
import static dev.rookery.server.transport.RawWebSocket.PING;
import static dev.rookery.server.transport.RawWebSocket.TEXT;
import static dev.rookery.server.transport.RawWebSocket.closePayload;
import static dev.rookery.server.transport.RawWebSocket.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// `-Dseed=` repeats from a case that failed; every failure names its seed.
final class FrameReaderPropertyTest {
    private static final long FIRST_SEED = Long.getLong("seed", 1);
    private static final int MAX_MESSAGE_BYTES = 3000;

    /// Writes down what it is told.
    private static final class Transcript implements FrameReader.Sink {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void text(String text) {
            lines.add("text " + text);
        }

        @Override
        public void binary(byte[] bytes, int offset, int length) {
            assertTrue(length <= MAX_MESSAGE_BYTES);
            lines.add("binary " + HexFormat.of().formatHex(bytes, offset, offset + length));
        }

        @Override
        public void ping(byte[] bytes, int offset, int length) {
            assertTrue(length <= 125);
            lines.add("ping " + HexFormat.of().formatHex(bytes, offset, offset + length));
        }

        @Override
        public void peerClose(int code) {
            lines.add("close " + code);
        }
    }

    /// A stream of frames and what it means.
    private static final class Stream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Transcript expected = new Transcript();

        Stream(Random random) {
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                addMessage(random);
            }
            if (random.nextBoolean()) {
                bytes.writeBytes(frame(FIN | RawWebSocket.CLOSE, closePayload(4000, "done")));
                expected.peerClose(4000);
            }
        }

        private void addMessage(Random random) {
            boolean text = random.nextBoolean();
            byte[] payload = text ? text(random).getBytes(UTF_8) : bytes(random, random.nextInt(MAX_MESSAGE_BYTES + 1));
            int fragments = random.nextInt(4) == 0 ? random.nextInt(2, FrameReader.MAX_FRAGMENTS + 1) : 1;
            int from = 0;
            for (int i = 1; i <= fragments; i++) {
                int to = i == fragments ? payload.length : random.nextInt(from, payload.length + 1);
                int opcode = i > 1 ? CONTINUATION : text ? TEXT : BINARY;
                bytes.writeBytes(frame((i == fragments ? FIN : 0) | opcode, Arrays.copyOfRange(payload, from, to)));
                from = to;
                if (i < fragments && random.nextInt(3) == 0) {
                    addPing(random);
                }
            }
            if (text) {
                expected.text(new String(payload, UTF_8));
            } else {
                expected.binary(payload, 0, payload.length);
            }
        }

        private void addPing(Random random) {
            byte[] payload = bytes(random, random.nextInt(126));
            bytes.writeBytes(frame(FIN | PING, payload));
            expected.ping(payload, 0, payload.length);
        }

        private static String text(Random random) {
            var text = new StringBuilder();
            for (int i = random.nextInt(700); i > 0; i--) {
                text.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(0x80);
                            case 1 -> random.nextInt(0x80, 0x800);
                            case 2 -> random.nextInt(0xE000, 0x10000);
                            default -> random.nextInt(0x10000, 0x110000);
                        });
            }
            return text.toString();
        }
    }

    @Test
    void readsTheSameMessagesHoweverTheStreamIsCut() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 300; seed++) {
            var random = new Random(seed);
            var stream = new Stream(random);
            var transcript = new Transcript();
            assertNull(readInPieces(stream.bytes.toByteArray(), transcript, random), "seed=" + seed);
            assertEquals(stream.expected.lines, transcript.lines, "seed=" + seed);
        }
    }

    /// Whole small messages are read where they lie, cut ones are put together: no byte may mean anything else for that.
    @Test
    void aCutChangesNothingOfWhatIsRead() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 4_000; seed++) {
            var random = new Random(seed);
            byte[] bytes = smallFrames(random);
            for (int i = random.nextInt(3); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int mostBytes = random.nextInt(4) == 0 ? random.nextInt(40) : MAX_MESSAGE_BYTES;
            var whole = new Transcript();
            var fault = new FrameReader(whole).read(bytes.clone(), 0, bytes.length, mostBytes);
            var once = new Transcript();
            int cut = random.nextInt(bytes.length + 1);
            assertEquals(fault, readCut(new FrameReader(once), bytes, cut, mostBytes), "seed=" + seed + " cut=" + cut);
            assertEquals(whole.lines, once.lines, "seed=" + seed + " cut=" + cut);
            var single = new Transcript();
            assertEquals(fault, readSingly(new FrameReader(single), bytes, mostBytes), "seed=" + seed);
            assertEquals(whole.lines, single.lines, "seed=" + seed);
        }
    }

    private static byte[] smallFrames(Random random) {
        var bytes = new ByteArrayOutputStream();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            int length = random.nextInt(5) == 0 ? random.nextInt(120, 135) : random.nextInt(24);
            int first = switch (random.nextInt(10)) {
                case 0 -> FIN | PING;
                case 1 -> FIN | TEXT;
                case 2 -> BINARY;
                case 3 -> FIN | CONTINUATION;
                default -> FIN | BINARY;
            };
            bytes.writeBytes(frame(first, bytes(random, length)));
        }
        return bytes.toByteArray();
    }

    private static @Nullable CloseCode readCut(FrameReader reader, byte[] bytes, int cut, int mostBytes) {
        byte[] copy = bytes.clone();
        CloseCode fault = reader.read(copy, 0, cut, mostBytes);
        return fault != null ? fault : reader.read(copy, cut, bytes.length - cut, mostBytes);
    }

    private static @Nullable CloseCode readSingly(FrameReader reader, byte[] bytes, int mostBytes) {
        CloseCode fault = null;
        for (int i = 0; i < bytes.length && fault == null; i++) {
            fault = reader.read(new byte[] {bytes[i]}, 0, 1, mostBytes);
        }
        return fault;
    }

    @Test
    void neverThrowsOnRandomBytesAndKeepsItsLimits() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 20_000; seed++) {
            var random = new Random(seed);
            readAny(bytes(random, random.nextInt(1, 400)), random, seed);
        }
    }

    @Test
    void neverThrowsOnDamagedStreamsAndKeepsItsLimits() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 2_000; seed++) {
            var random = new Random(seed);
            byte[] bytes = new Stream(random).bytes.toByteArray();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            readAny(bytes, random, seed);
        }
    }

    private static void readAny(byte[] bytes, Random random, long seed) {
        try {
            readInPieces(bytes, new Transcript(), random);
        } catch (RuntimeException e) {
            throw new AssertionError("seed=" + seed, e);
        }
    }

    private static @Nullable CloseCode readInPieces(byte[] bytes, Transcript transcript, Random random) {
        var reader = new FrameReader(transcript);
        int most = random.nextBoolean() ? 8 : 3000;
        for (int from = 0; from < bytes.length; ) {
            int count = Math.min(random.nextInt(1, most), bytes.length - from);
            byte[] piece = new byte[count + 7]; // somewhere in a larger array
            System.arraycopy(bytes, from, piece, 5, count);
            CloseCode fault = reader.read(piece, 5, count, MAX_MESSAGE_BYTES);
            if (fault != null) {
                int told = transcript.lines.size();
                assertNull(reader.read(frame(FIN | BINARY, new byte[1]), 0, 7, MAX_MESSAGE_BYTES));
                assertEquals(told, transcript.lines.size(), "something was read behind a fault");
                return fault;
            }
            from += count;
        }
        return null;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
