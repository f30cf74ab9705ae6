package dev.rookery.server.transport;

import dev.rookery.server.session.ConnectionAcceptor;
import dev.rookery.server.transport.HttpViews.RoomListing;
import dev.rookery.server.transport.HttpViews.ServerStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Both listeners on free ports of this machine, on a clock that only the test moves.
final class ServerUnderTest implements AutoCloseable {
    static final OriginPolicy OWN_PAGES = new OriginPolicy(List.of(), OriginPolicy.Absent.FROM_LOOPBACK);

    final WebServers servers;
    volatile boolean accepting = true;
    volatile boolean live = true;
    volatile boolean ready = true;
    volatile boolean broken;
    private final AtomicLong nanoTime = new AtomicLong();

    ServerUnderTest(TransportConfig config, ConnectionAcceptor acceptor) {
        servers = WebServers.start(config, acceptor, views(), "testpage", nanoTime::get);
    }

    /// With the limits that real players meet.
    static ServerUnderTest withRealLimits(ConnectionAcceptor acceptor) {
        return new ServerUnderTest(config(1000, 4096, 512), acceptor);
    }

    /// With messages up to 1 MiB from the start.
    static ServerUnderTest withLargeMessages(ConnectionAcceptor acceptor) {
        int mebibyte = 1024 * 1024;
        return new ServerUnderTest(config(1000, mebibyte, mebibyte), acceptor);
    }

    static TransportConfig config(int maxSockets, int maxMessageBytes, int maxFirstMessageBytes) {
        return new TransportConfig(
                "127.0.0.1", 0, 0, maxSockets, 10, maxMessageBytes, maxFirstMessageBytes, OWN_PAGES);
    }

    int port() {
        return servers.gamePort();
    }

    RawWebSocket connect() {
        return RawWebSocket.open(port());
    }

    void advanceSeconds(int seconds) {
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private HttpViews views() {
        return new HttpViews(
                () -> new ServerStatus(accepting, accepting ? 0 : 1500),
                this::rooms,
                () -> live,
                () -> ready,
                () -> "rookery_sessions 0\n");
    }

    private List<RoomListing> rooms() {
        if (broken) {
            throw new IllegalStateException("a secret of the inside");
        }
        return List.of(new RoomListing("r-4kq", "skirmish", 2, 6, 16, Map.of("teams", "two")));
    }

    @Override
    public void close() {
        servers.stop();
    }
}
