package dev.rookery.server.transport;

import dev.rookery.server.access.AddressLimits;
import dev.rookery.server.access.Network;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Every WebSocket that is open, and the places that are left: in all, and for each address. A place is taken before
/// the 101 and given back when the connection is over. Safe for any thread.
///
/// An IPv6 network of 64 bits counts as one address.
final class OpenConnections {
    private final int maxSockets;
    private final AddressLimits limits;
    private final AtomicLong lastId = new AtomicLong();
    private final Semaphore places;
    private final ConcurrentMap<Network, Integer> takenByNetwork = new ConcurrentHashMap<>();
    private final Set<WebSocketConnection> connections = ConcurrentHashMap.newKeySet();

    OpenConnections(int maxSockets, AddressLimits limits) {
        this.maxSockets = maxSockets;
        this.limits = limits;
        this.places = new Semaphore(maxSockets);
    }

    /// What a request for a place came to.
    sealed interface Answer permits Admission, Refused {}

    /// No place left, here or anywhere.
    record Refused(HandshakeResult reason) implements Answer {}

    /// A place taken for one connection.
    final class Admission implements Answer {
        private final long id;
        private final InetAddress address;
        private final Network network;
        private final AtomicBoolean closed = new AtomicBoolean();
        private volatile @Nullable WebSocketConnection connection;

        private Admission(InetAddress address, Network network) {
            this.id = lastId.incrementAndGet();
            this.address = address;
            this.network = network;
        }

        /// Number of the connection since the start of the process.
        long id() {
            return id;
        }

        InetAddress address() {
            return address;
        }

        /// The connection runs from now on.
        void opened(WebSocketConnection connection) {
            this.connection = connection;
            connections.add(connection);
            if (closed.get()) {
                connections.remove(connection);
            }
        }

        /// Gives the place back; only the first call does.
        void close() {
            if (closed.compareAndSet(false, true)) {
                WebSocketConnection opened = connection;
                if (opened != null) {
                    connections.remove(opened);
                }
                giveBack(network);
                places.release();
            }
        }
    }

    Answer admit(InetAddress address) {
        if (!places.tryAcquire()) {
            return new Refused(HandshakeResult.FULL);
        }
        Network network = Network.of(address);
        if (takenByNetwork.merge(network, 1, Integer::sum) > limits.maxSockets(address)) {
            giveBack(network);
            places.release();
            return new Refused(HandshakeResult.TOO_MANY_FROM_ADDRESS);
        }
        return new Admission(address, network);
    }

    /// Those open now; a view that changes with them.
    Set<WebSocketConnection> connections() {
        return connections;
    }

    int taken() {
        return maxSockets - places.availablePermits();
    }

    private void giveBack(Network network) {
        takenByNetwork.computeIfPresent(network, (_, count) -> count > 1 ? count - 1 : null);
    }
}
