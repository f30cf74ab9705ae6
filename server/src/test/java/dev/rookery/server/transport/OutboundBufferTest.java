package dev.rookery.server.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OutboundBufferTest {
    private static final byte[] NOTHING = {};

    private final OutboundBuffer buffer = OutboundBuffer.ofOne();

    @Test
    void putsTheTwoPartsOfAMessageIntoOneFrame() {
        buffer.binary(new byte[] {1, 2, 9}, 2, new byte[] {8, 3, 4, 5, 8}, 1, 3);
        assertArrayEquals(new byte[] {(byte) 0x82, 5, 1, 2, 3, 4, 5}, written());
    }

    @Test
    void usesTheShortestFormOfEachLength() {
        assertArrayEquals(new byte[] {(byte) 0x82, 125}, head(125, 2));
        assertArrayEquals(new byte[] {(byte) 0x82, 126, 0, 126}, head(126, 4));
        assertArrayEquals(new byte[] {(byte) 0x82, 126, (byte) 0xFF, (byte) 0xFF}, head(65_535, 4));
        assertArrayEquals(new byte[] {(byte) 0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0}, head(65_536, 10));
    }

    @Test
    void takesOneMessageOfAnySizeEvenBehindControlFrames() {
        buffer.pong(new byte[125]);
        assertTrue(buffer.isEmpty());
        buffer.text(new byte[OutboundBuffer.MAX_MESSAGE_BYTES]);
        assertEquals(1, buffer.messages());
        assertEquals(127 + 10 + OutboundBuffer.MAX_MESSAGE_BYTES, buffer.size());
        assertEquals(0, buffer.remaining());
    }

    @Test
    void refusesAFurtherMessageThatDoesNotFit() {
        buffer.text(new byte[100]);
        int room = buffer.remaining();
        assertThrows(IllegalStateException.class, () -> buffer.text(new byte[room + 1]));
        buffer.text(new byte[room]);
        assertTrue(buffer.size() <= OutboundBuffer.ROUND_BYTES);
    }

    @Test
    void refusesAMessageThatIsTooLargeForAnyRound() {
        assertThrows(
                IllegalArgumentException.class, () -> buffer.text(new byte[OutboundBuffer.MAX_MESSAGE_BYTES + 1]));
    }

    @Test
    void cutsACloseReasonBetweenCharacters() {
        buffer.close(4011, "x".repeat(122) + "ä");
        byte[] frame = written();
        assertEquals(2 + 2 + 122, frame.length);
        assertEquals("x".repeat(122), new String(frame, 4, 122, UTF_8));
        buffer.close(4011, "x".repeat(121) + "ä");
        assertEquals(2 + 2 + 123, written().length);
    }

    @Test
    void writesACloseFrameWithoutACodeWhereThereIsNone() {
        buffer.close(FrameReader.NO_CODE, "ignored");
        assertArrayEquals(new byte[] {(byte) 0x88, 0}, written());
    }

    @Test
    void isEmptyAfterBeingClearedWhateverWasInIt() {
        buffer.binary(NOTHING, 0, new byte[100_000], 0, 100_000);
        buffer.clear();
        assertTrue(buffer.isEmpty());
        assertEquals(0, buffer.size());
        assertEquals(0, buffer.messages());
        buffer.ping();
        assertArrayEquals(new byte[] {(byte) 0x89, 0}, written());
    }

    @Test
    void oneForChannelsHoldsTheSameBytesAndGrowsToo() {
        var shared = OutboundBuffer.ofMany();
        for (int length : new int[] {5, 300, 100_000, 5}) {
            byte[] message = new byte[length];
            Arrays.fill(message, (byte) length);
            buffer.binary(message, 2, message, 2, length - 2);
            shared.binary(message, 2, message, 2, length - 2);
            byte[] taken = new byte[shared.size()];
            shared.flipped().get(taken);
            assertArrayEquals(written(), taken);
            shared.clear();
        }
    }

    @Test
    void oneForChannelsTakesNoNewMemoryForEachMessageThatIsALittleLarger() {
        var shared = OutboundBuffer.ofMany();
        Set<Integer> taken = new HashSet<>(); // bytes
        for (int length = 10_000; length < 120_000; length += 500) {
            shared.binary(NOTHING, 0, new byte[length], 0, length);
            taken.add(shared.flipped().capacity());
            shared.clear();
        }
        assertEquals(Set.of(16 << 10, 32 << 10, 64 << 10, 128 << 10), taken);
    }

    private byte[] head(int length, int headLength) {
        buffer.binary(NOTHING, 0, new byte[length], 0, length);
        byte[] frame = written();
        assertEquals(headLength + length, frame.length);
        return Arrays.copyOf(frame, headLength);
    }

    private byte[] written() {
        var socket = new RecordingSocket();
        buffer.writeTo(socket);
        buffer.clear();
        return socket.written();
    }
}
