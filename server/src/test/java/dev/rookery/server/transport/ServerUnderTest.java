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
    volatile boolean ready = true;
    private final AtomicLong nanoTime = new AtomicLong();

    ServerUnderTest(TransportConfig config, ConnectionAcceptor acceptor) {
        servers = WebServers.start(config, acceptor, views(), nanoTime::get);
    }

    /// With the limits that real players meet.
    static ServerUnderTest withRealLimits(ConnectionAcceptor acceptor) {
        return new ServerUnderTest(TransportConfig.listeningOn("127.0.0.1", 0, 0, OWN_PAGES), acceptor);
    }

    /// With messages up to 1 MiB from the start.
    static ServerUnderTest withLargeMessages(ConnectionAcceptor acceptor) {
        int mebibyte = 1024 * 1024;
        return new ServerUnderTest(
                new TransportConfig("127.0.0.1", 0, 0, 1000, 10, mebibyte, mebibyte, OWN_PAGES), acceptor);
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
                () -> List.of(new RoomListing("r-4kq", "skirmish", 2, 6, 16, Map.of("teams", "two"))),
                () -> true,
                () -> ready,
                () -> "rookery_sessions 0\n");
    }

    @Override
    public void close() {
        servers.stop();
    }
}
