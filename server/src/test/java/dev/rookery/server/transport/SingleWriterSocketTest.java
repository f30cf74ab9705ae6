package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.BINARY;
import static dev.rookery.server.transport.RawWebSocket.PONG;
import static dev.rookery.server.transport.RawWebSocket.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.session.Connection;
import dev.rookery.server.session.ConnectionAcceptor;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionListener;
import dev.rookery.server.session.MessageWriter;
import dev.rookery.testing.BothTransports;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whoever has something to say, only the writer puts bytes on the wire: no frame lies inside another.
@BothTransports
final class SingleWriterSocketTest {
    private static final int SENDERS = 4;
    private static final int MESSAGES = 3000; // per sender

    /// Sends what four threads produce at once: each message holds its sender, its number, and bytes that follow from them.
    private static final class Chorus implements ConnectionAcceptor {
        private static final byte[] HEAD = {'h', 'e', 'a', 'd'};

        private final List<Thread> threads = new ArrayList<>();

        @Override
        public ConnectionListener accept(Connection connection) {
            Queue<byte[]> unsent = new ConcurrentLinkedQueue<>();
            return new ConnectionListener() {
                @Override
                public void onText(String text) {
                    for (int sender = 0; sender < SENDERS; sender++) {
                        int id = sender;
                        threads.add(Thread.ofVirtual().start(() -> sing(id)));
                    }
                }

                private void sing(int sender) {
                    for (int number = 0; number < MESSAGES; number++) {
                        unsent.add(message(sender, number));
                        connection.wake();
                    }
                }

                @Override
                public void onBinary(byte[] bytes, int offset, int length) {}

                @Override
                public void onEnd(ConnectionEnd end) {}

                @Override
                public boolean fill(MessageWriter out) {
                    boolean first = true;
                    for (byte @Nullable [] next = unsent.peek(); next != null; next = unsent.peek()) {
                        if (!first && HEAD.length + next.length > out.remaining()) {
                            return false;
                        }
                        first = false;
                        unsent.remove();
                        out.binary(HEAD, HEAD.length, next, 0, next.length);
                    }
                    return true;
                }
            };
        }
    }

    private static byte[] message(int sender, int number) {
        var random = new Random(31L * number + sender);
        int length = number % 500 == 499 ? 70_000 : random.nextInt(8, 400);
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        ByteBuffer.wrap(bytes).putInt(sender).putInt(number);
        return bytes;
    }

    @Test
    void keepsFramesWholeWhenManyThreadsSendAndTheClientPings() throws Exception {
        var chorus = new Chorus();
        try (var server = ServerUnderTest.withRealLimits(chorus); var client = server.connect()) {
            client.sendText("sing");
            int[] next = new int[SENDERS];
            int pongs = 0;
            for (int received = 0; received < SENDERS * MESSAGES; ) {
                if (received % 2000 == 0) {
                    client.sendPing("still there?".getBytes(UTF_8));
                }
                RawWebSocket.Frame frame = client.read();
                if (frame == null) {
                    throw new AssertionError("the stream ended: received=" + received);
                }
                if (frame.opcode() == PONG) {
                    assertEquals("still there?", frame.text());
                    pongs++;
                    continue;
                }
                assertEquals(BINARY, frame.opcode());
                byte[] payload = Arrays.copyOfRange(frame.payload(), 4, frame.payload().length);
                int sender = ByteBuffer.wrap(payload).getInt();
                assertArrayEquals(message(sender, next[sender]), payload);
                next[sender]++;
                received++;
            }
            assertTrue(pongs > 0);
            for (Thread thread : chorus.threads) {
                thread.join();
            }
        }
    }

    @Test
    void writesWhatIsReadyTogetherInOneRound() {
        var echo = new EchoAcceptor();
        try (var server = ServerUnderTest.withRealLimits(echo); var client = server.connect()) {
            client.send(RawWebSocket.joined(
                    RawWebSocket.frame(RawWebSocket.FIN | TEXT, "a".getBytes(UTF_8)),
                    RawWebSocket.frame(RawWebSocket.FIN | TEXT, "b".getBytes(UTF_8))));
            assertEquals("a", client.expect(TEXT).text());
            assertEquals("b", client.expect(TEXT).text());
            TransportCounters counters = server.servers.counters();
            assertEquals(2, counters.sentMessages());
            assertTrue(counters.writes() <= 2);
            assertEquals(6, counters.sentBytes());
            assertEquals(2, counters.receivedMessages());
            assertEquals(14, counters.receivedBytes());
        }
    }
}
