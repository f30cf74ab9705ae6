package dev.rookery.server.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.session.Connection;
import dev.rookery.server.session.ConnectionAcceptor;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionListener;
import dev.rookery.server.session.MessageWriter;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Sends every message back, obeys a few words, and remembers how connections ended.
final class EchoAcceptor implements ConnectionAcceptor {
    static final byte[] NO_HEAD = {};

    final BlockingQueue<Connection> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<ConnectionEnd> ends = new LinkedBlockingQueue<>();

    @Override
    public ConnectionListener accept(Connection connection) {
        opened.add(connection);
        return new Echo(connection);
    }

    Connection awaitOpened() throws InterruptedException {
        return awaited(opened, "no connection was opened");
    }

    ConnectionEnd awaitEnd() throws InterruptedException {
        return awaited(ends, "no end was reported");
    }

    private static <T> T awaited(BlockingQueue<T> queue, String otherwise) throws InterruptedException {
        @Nullable T next = queue.poll(10, SECONDS);
        if (next == null) {
            throw new AssertionError(otherwise);
        }
        return next;
    }

    private final class Echo implements ConnectionListener {
        private static final class Message {
            private final boolean text;
            private final byte[] bytes;

            Message(boolean text, byte[] bytes) {
                this.text = text;
                this.bytes = bytes;
            }
        }

        private final Connection connection;
        private final Queue<Message> unsent = new ConcurrentLinkedQueue<>();

        Echo(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void onText(String text) {
            switch (text) {
                case "throw" -> throw new IllegalStateException();
                case "throw with a secret" -> throw new IllegalStateException("secret");
                case "leave" -> connection.close(CloseCode.NORMAL, "left");
                case "last words" -> {
                    unsent.add(new Message(true, "last words".getBytes(UTF_8)));
                    connection.close(CloseCode.KICKED, "kicked");
                }
                case "welcome" -> {
                    connection.limitInbound(Integer.MAX_VALUE);
                    send(new Message(true, "welcome".getBytes(UTF_8)));
                }
                default -> send(new Message(true, text.getBytes(UTF_8)));
            }
        }

        @Override
        public void onBinary(byte[] bytes, int offset, int length) {
            send(new Message(false, Arrays.copyOfRange(bytes, offset, offset + length)));
        }

        @Override
        public void onEnd(ConnectionEnd end) {
            ends.add(end);
        }

        @Override
        public boolean fill(MessageWriter out) {
            boolean first = true;
            for (@Nullable Message next = unsent.peek(); next != null; next = unsent.peek()) {
                if (!first && next.bytes.length > out.remaining()) {
                    return false;
                }
                first = false;
                unsent.remove();
                if (next.text) {
                    out.text(next.bytes);
                } else {
                    out.binary(NO_HEAD, 0, next.bytes, 0, next.bytes.length);
                }
            }
            return true;
        }

        private void send(Message message) {
            unsent.add(message);
            connection.wake();
        }
    }
}
