package dev.rookery.server.transport;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.session.Connection;
import dev.rookery.server.session.ConnectionAcceptor;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import dev.rookery.server.session.ConnectionListener;
import dev.rookery.server.session.MessageWriter;
import dev.rookery.testing.BothTransports;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client that stops reading holds up its own writer and nothing else, and not for ever.
@BothTransports
final class StuckClientSocketTest {
    /// Always has more to send.
    private static final class Flood implements ConnectionAcceptor {
        private static final byte[] HEAD = {};
        private static final byte[] MESSAGE = new byte[4000];

        private final BlockingQueue<Connection> opened = new LinkedBlockingQueue<>();
        private final BlockingQueue<ConnectionEnd> ends = new LinkedBlockingQueue<>();
        private final Semaphore fills = new Semaphore(0);

        @Override
        public ConnectionListener accept(Connection connection) {
            opened.add(connection);
            connection.wake();
            return new ConnectionListener() {
                @Override
                public void onText(String text) {}

                @Override
                public void onBinary(byte[] bytes, int offset, int length) {}

                @Override
                public void onEnd(ConnectionEnd end) {
                    ends.add(end);
                }

                @Override
                public boolean fill(MessageWriter out) {
                    fills.release();
                    while (out.remaining() >= MESSAGE.length) {
                        out.binary(HEAD, 0, MESSAGE, 0, MESSAGE.length);
                    }
                    return false;
                }
            };
        }

        /// Returns once the writer has not come back for a while, which is when the kernel's buffers are full.
        void awaitStuck() throws InterruptedException {
            while (fills.tryAcquire(1, SECONDS)) {
                fills.drainPermits();
            }
        }
    }

    private final Flood flood = new Flood();
    private ServerUnderTest server;
    private RawWebSocket client;

    @BeforeEach
    void stickAWriter() throws InterruptedException {
        server = ServerUnderTest.withRealLimits(flood);
        client = RawWebSocket.open(server.port(), 4096);
        flood.awaitStuck();
    }

    @AfterEach
    void theEndWasReportedOnce() {
        client.close();
        server.close();
        assertTrue(flood.ends.isEmpty(), () -> "reported again: " + flood.ends);
    }

    @Test
    void isKeptNoMoreThanAQuarterOfAMebibyteInTheKernel() throws Exception {
        long sent = server.servers.counters().sentBytes();
        assertTrue(sent <= 256 * 1024, () -> "sent=" + sent);
        server.advanceSeconds(1);
        assertEquals(0, server.servers.stalledWriters());
        server.advanceSeconds(1);
        assertEquals(1, server.servers.stalledWriters());
        client.reset();
        assertEquals(new ConnectionEnd(Cause.ABRUPT, 1006), flood.ends.poll(10, SECONDS));
    }

    @Test
    void isCutAfterTenSecondsWithoutProgress() throws Exception {
        server.advanceSeconds(11);
        assertEquals(new ConnectionEnd(Cause.STUCK, CloseCode.TOO_SLOW.code()), flood.ends.poll(10, SECONDS));
    }

    @Test
    void isGivenNineSeconds() throws Exception {
        server.advanceSeconds(9);
        assertNull(flood.ends.poll(500, MILLISECONDS));
        client.reset();
        assertEquals(new ConnectionEnd(Cause.ABRUPT, 1006), flood.ends.poll(10, SECONDS));
    }

    @Test
    void isCutTwoSecondsAfterItWasClosed() throws Exception {
        flood.opened.element().close(CloseCode.KICKED, "kicked");
        server.advanceSeconds(3);
        assertEquals(new ConnectionEnd(Cause.SERVER, CloseCode.KICKED.code()), flood.ends.poll(10, SECONDS));
    }

    @Test
    void doesNotHoldUpTheStopOfTheServer() throws Exception {
        server.close();
        assertEquals(new ConnectionEnd(Cause.SERVER, CloseCode.RESTARTING.code()), flood.ends.poll(10, SECONDS));
    }

    @Test
    void isCutTwoSecondsAfterItClosedWithoutReading() throws Exception {
        client.sendClose(1000);
        assertNull(flood.ends.poll(500, MILLISECONDS));
        server.advanceSeconds(3);
        assertEquals(new ConnectionEnd(Cause.CLIENT, 1000), flood.ends.poll(10, SECONDS));
    }
}
