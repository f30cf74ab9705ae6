package dev.rookery.server.access;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How often each address does what costs us something: opens sockets and rooms, guesses room ids and tickets. Safe for any
/// thread; bounded: an address that was quiet for two minutes is forgotten, and past 50,000 addresses newcomers share one.
public final class AddressLimits {
    /// When somebody who was refused may try again.
    public static final int RETRY_AFTER_SECONDS = 10;

    private static final int MAX_ADDRESSES = 50_000;
    private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(2); // every bucket is full again by then
    private static final double SECONDS_PER_MINUTE = 60;

    private final AddressConfig config;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<Network, Buckets> buckets = new ConcurrentHashMap<>();
    private final Buckets overflow;

    public AddressLimits(AddressConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        this.overflow = new Buckets();
    }

    /// Whether one more request to open a socket is allowed; if so it is counted. An address that has guessed too often is
    /// not let in either.
    public boolean tryShakeHands(InetAddress address) {
        return isExempt(address) || of(address).tryShakeHands();
    }

    /// Whether one more request to the interface for lobbies is answered; if so it is counted.
    public boolean tryRequest(InetAddress address) {
        return isExempt(address) || of(address).tryRequest();
    }

    /// Whether one more room may be opened; if so it is counted.
    public boolean tryOpenRoom(InetAddress address) {
        return isExempt(address) || of(address).tryOpenRoom();
    }

    /// Counts a room id that does not exist, or a ticket that is not good.
    public void failed(InetAddress address) {
        if (!isExempt(address)) {
            of(address).failed();
        }
    }

    /// Whether the address has failed too often lately.
    public boolean isBlocked(InetAddress address) {
        return !isExempt(address) && of(address).isBlocked();
    }

    /// Sockets that one address may have open.
    public int maxSockets(InetAddress address) {
        return isExempt(address) ? Integer.MAX_VALUE : config.sockets();
    }

    /// Seats that one address may hold.
    public int maxSeats(InetAddress address) {
        return isExempt(address) ? Integer.MAX_VALUE : config.seats();
    }

    /// People of one address who may wait for a seat.
    public int maxWaiting(InetAddress address) {
        return isExempt(address) ? Integer.MAX_VALUE : config.waiting();
    }

    /// Rooms that one address may make over HTTP before anybody enters them.
    public int maxUnclaimedRooms(InetAddress address) {
        return isExempt(address) ? Integer.MAX_VALUE : config.unclaimedRooms();
    }

    /// Forgets addresses that have been quiet. Called now and then.
    public void forgetQuiet() {
        long now = nanoTime.getAsLong();
        buckets.values().removeIf(each -> each.isQuietSince(now - FORGOTTEN_NANOS));
    }

    /// Addresses remembered now.
    public int remembered() {
        return buckets.size();
    }

    private boolean isExempt(InetAddress address) {
        return Network.anyContains(config.exempt(), address);
    }

    private Buckets of(InetAddress address) {
        Network network = Network.of(address);
        Buckets known = buckets.get(network);
        if (known != null) {
            return known;
        }
        return buckets.size() >= MAX_ADDRESSES ? overflow : buckets.computeIfAbsent(network, _ -> new Buckets());
    }

    /// One address. Guarded by its own monitor, held for a few instructions.
    private final class Buckets {
        private final RateLimit handshakes =
                new RateLimit(config.handshakesPerSecond(), config.handshakeBurst(), nanoTime);
        private final RateLimit rooms =
                new RateLimit(config.roomsPerMinute() / SECONDS_PER_MINUTE, config.roomsPerMinute(), nanoTime);
        private final RateLimit requests =
                new RateLimit(config.requestsPerSecond(), (int) Math.ceil(2 * config.requestsPerSecond()), nanoTime);
        private final RateLimit failures =
                new RateLimit(config.failuresPerMinute() / SECONDS_PER_MINUTE, config.failuresPerMinute(), nanoTime);
        private long usedNanos = nanoTime.getAsLong();

        synchronized boolean tryShakeHands() {
            usedNanos = nanoTime.getAsLong();
            return failures.has(1) && handshakes.tryTake();
        }

        synchronized boolean tryRequest() {
            usedNanos = nanoTime.getAsLong();
            return requests.tryTake();
        }

        synchronized boolean tryOpenRoom() {
            usedNanos = nanoTime.getAsLong();
            return rooms.tryTake();
        }

        synchronized void failed() {
            usedNanos = nanoTime.getAsLong();
            failures.tryTake();
        }

        synchronized boolean isBlocked() {
            return !failures.has(1);
        }

        synchronized boolean isQuietSince(long nanos) {
            return usedNanos - nanos < 0;
        }
    }
}
