package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.BINARY;
import static dev.rookery.server.transport.RawWebSocket.CONTINUATION;
import static dev.rookery.server.transport.RawWebSocket.FIN;
import static dev.rookery.server.transport.RawWebSocket.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rookery.protocol.CloseCode;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a frame says costs nothing; only what really comes is kept.
final class FrameReaderMemoryTest {
    private static final int MAX_MESSAGE_BYTES = 4096;
    private static final int READERS = 1000;
    private static final byte[] NOTHING = {};

    private static final class Deaf implements FrameReader.Sink {
        @Override
        public void text(String text) {}

        @Override
        public void binary(byte[] bytes, int offset, int length) {}

        @Override
        public void ping(byte[] bytes, int offset, int length) {}

        @Override
        public void peerClose(int code) {}
    }

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aHeaderThatClaimsAGibibyteCostsNothing() {
        byte[] header = frame(FIN | BINARY, 8, 1L << 30, NOTHING);
        assertEquals(CloseCode.TOO_LARGE, read(header));
        long before = allocated();
        for (int i = 0; i < READERS; i++) {
            read(header.clone());
        }
        long each = (allocated() - before) / READERS;
        assertTrue(each < 1024, () -> "bytes allocated for each: " + each);
    }

    @Test
    void aHundredThousandFragmentsCostNoMoreThanSixteen() {
        byte[] first = frame(BINARY, new byte[1]);
        byte[] more = frame(CONTINUATION, new byte[1]);
        FrameReader reader = new FrameReader(new Deaf());
        assertNull(reader.read(first, 0, first.length, MAX_MESSAGE_BYTES));
        @Nullable CloseCode fault = null;
        long before = allocated();
        for (int i = 0; i < 100_000; i++) {
            byte[] copy = i < 20 ? more.clone() : more; // it is unmasked in place while anybody looks at it
            @Nullable CloseCode now = reader.read(copy, 0, copy.length, MAX_MESSAGE_BYTES);
            fault = now == null ? fault : now;
        }
        long bytes = allocated() - before;
        assertEquals(CloseCode.TOO_LARGE, fault);
        assertTrue(bytes < 16 * 1024, () -> "bytes allocated: " + bytes);
    }

    private static @Nullable CloseCode read(byte[] bytes) {
        return new FrameReader(new Deaf()).read(bytes, 0, bytes.length, MAX_MESSAGE_BYTES);
    }

    private long allocated() {
        return threads.getCurrentThreadAllocatedBytes();
    }
}
