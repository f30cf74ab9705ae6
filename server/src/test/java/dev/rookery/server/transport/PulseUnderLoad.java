package dev.rookery.server.transport;

import dev.rookery.server.room.RoomPulse;
import dev.rookery.server.session.Connection;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionListener;
import dev.rookery.server.session.MessageWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The whole transport of a room on real sockets, for the bench: whoever calls [#tick] is the room's thread. Everybody is sent a
/// frame of which the first bytes are its own. Owned by one thread.
public final class PulseUnderLoad implements AutoCloseable {
    private static final int TICK_MILLIS = 50; // on a clock that only moves here
    private static final int MOST_CLIENTS = 128; // the room's thread serves so many alone

    private final byte[] shared;
    private final byte[] head;
    private final List<Player> players = new CopyOnWriteArrayList<>();
    private final ServerUnderTest server;
    private final RoomPulse pulse;

    /// @param headBytes of a frame that are each client's own
    /// @param sharedBytes of it that are everybody's
    public PulseUnderLoad(int headBytes, int sharedBytes) {
        head = new byte[headBytes];
        shared = new byte[sharedBytes];
        server = new ServerUnderTest(
                ServerUnderTest.config(MOST_CLIENTS, 4096, 512),
                ServerUnderTest.socketsPerAddress(MOST_CLIENTS),
                Player::new,
                IoMode.ROOM_PACED);
        pulse = server.io.newPulse();
    }

    /// Where clients connect, on loopback.
    public int port() {
        return server.port();
    }

    /// What a client asks for.
    public static String handshake() {
        return """
                GET /play HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Protocol: rookery.1\r
                \r
                """;
    }

    /// Reads what has come, and writes a frame to everybody.
    public void tick() {
        pulse.beforeTick();
        for (Player player : players) {
            player.isDue = true;
            player.connection.wake();
        }
        pulse.afterTick();
    }

    /// Lets the time of a tick pass for the deadlines of connections.
    public void pass() {
        server.advanceMillis(TICK_MILLIS);
    }

    /// Takes what has come, and writes nothing.
    ///
    /// @return how many clients it has heard of so far
    public int heard() {
        pulse.beforeTick();
        return (int) players.stream().filter(player -> player.inputs > 0).count();
    }

    /// @return messages that have come so far
    public long inputs() {
        return players.stream().mapToLong(player -> player.inputs).sum();
    }

    @Override
    public void close() {
        pulse.end();
        server.close();
    }

    private final class Player implements ConnectionListener {
        private final Connection connection;
        private long inputs;
        private boolean isDue;

        Player(Connection connection) {
            this.connection = connection;
            connection.follow(pulse);
            players.add(this);
        }

        @Override
        public void onText(String text) {
            throw new IllegalStateException("Nobody says anything here: text=" + text);
        }

        @Override
        public void onBinary(byte[] bytes, int offset, int length) {
            inputs++;
        }

        @Override
        public void onEnd(ConnectionEnd end) {
            players.remove(this);
        }

        @Override
        public boolean fill(MessageWriter out) {
            if (isDue) {
                isDue = false;
                out.binary(head, head.length, shared, 0, shared.length);
            }
            return true;
        }
    }
}
