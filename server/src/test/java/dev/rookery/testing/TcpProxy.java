package dev.rookery.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A line to a server on this machine that a test can spoil: delay, jitter, a bandwidth and losses by [NetworkProfile];
/// stalls, silence and abrupt ends by hand. Listens on a free port of loopback; everything random follows from the seed.
/// Safe for any thread.
///
/// It sits above TCP: it shows neither a shrinking congestion window nor delayed acknowledgements.
public final class TcpProxy implements AutoCloseable {
    private static final int SMALL_BUFFER_BYTES = 16 * 1024; // or the kernel's buffers would hide every bandwidth

    private final int targetPort;
    private final long seed;
    private final ServerSocket listener;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile NetworkProfile upstream = NetworkProfile.PERFECT;
    private volatile NetworkProfile downstream = NetworkProfile.PERFECT;

    /// @param targetPort of loopback
    public TcpProxy(int targetPort, long seed) {
        this.targetPort = targetPort;
        this.seed = seed;
        try {
            listener = new ServerSocket();
            listener.setReceiveBufferSize(SMALL_BUFFER_BYTES);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// How data passes from now on, on open lines too.
    ///
    /// @param toServer from the client
    /// @param toClient from the server
    public void profile(NetworkProfile toServer, NetworkProfile toClient) {
        upstream = toServer;
        downstream = toClient;
    }

    /// The lines that were opened, oldest first.
    public List<Line> lines() {
        return lines;
    }

    /// The line that was opened last.
    public Line newest() {
        return lines.getLast();
    }

    private void accept() {
        try {
            for (; ; ) {
                Socket client = listener.accept();
                try {
                    lines.add(new Line(client, seed + lines.size()));
                } catch (IOException e) {
                    client.close(); // the server is not there: so it is for the client
                }
            }
        } catch (IOException e) {
            // Closed: nobody comes any more.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.forEach(Line::close);
    }

    /// One client's connection through the proxy.
    public final class Line implements AutoCloseable {
        private final Socket client;
        private final Socket server = new Socket();
        private final ProxyPump up;
        private final ProxyPump down;

        private Line(Socket client, long lineSeed) throws IOException {
            this.client = client;
            server.setReceiveBufferSize(SMALL_BUFFER_BYTES);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            client.setSendBufferSize(SMALL_BUFFER_BYTES);
            up = new ProxyPump(client, server, () -> upstream, 2 * lineSeed, this::reset);
            down = new ProxyPump(server, client, () -> downstream, 2 * lineSeed + 1, this::reset);
            up.start();
            down.start();
        }

        /// Nothing passes towards the client until [#goOn]; the server is held up once the buffers are full.
        public void stallDownstream() {
            down.stall(true);
        }

        /// Nothing passes in either direction, and no end either: the network is gone, and neither side is told.
        public void blackHole() {
            up.stall(true);
            down.stall(true);
        }

        public void goOn() {
            up.stall(false);
            down.stall(false);
        }

        /// Ends the connection with RST, towards both sides.
        public void reset() {
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    // It is closed already.
                }
            }
            close();
        }

        /// Bytes that have passed towards the client.
        public long bytesDownstream() {
            return down.bytes();
        }

        @Override
        public void close() {
            up.stop();
            down.stop();
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
