package dev.rookery.server.transport;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The channels that the listener has accepted, by both their ends. Helidon shows a channel to nobody but these options, when it
/// sets them. As many are kept as TCP connections are open, and those that closed since the last sweep. Safe for any thread.
final class CapturedChannels implements SocketOptions {
    /// A connection has one pair of these, and no other open one has the same.
    private record Ends(SocketAddress remote, SocketAddress local) {}

    private final SocketOptions options;
    private final Map<Ends, SocketChannel> channels = new ConcurrentHashMap<>();
    private final CountDownLatch captured = new CountDownLatch(1);

    /// @param options that are really set
    CapturedChannels(SocketOptions options) {
        this.options = options;
    }

    @Override
    public void configureSocket(SocketChannel channel) {
        options.configureSocket(channel);
        try {
            channels.put(new Ends(channel.getRemoteAddress(), channel.getLocalAddress()), channel);
            captured.countDown();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // closed already; Helidon drops it
        }
    }

    /// The channel of a request, which belongs to the caller from now on; null if it was not seen.
    @Nullable SocketChannel take(ConnectionContext context) {
        return channels.remove(new Ends(context.remotePeer().address(), context.localPeer().address()));
    }

    /// Whether any channel has been seen, within so long.
    boolean seesChannels(long patienceMillis) {
        try {
            return captured.await(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void forgetClosed() {
        channels.values().removeIf(channel -> !channel.isOpen());
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return options.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return options.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return options.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return options.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return options.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return options.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return options.tcpNoDelay();
    }
}
