package dev.rookery.server.access;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Ids of tickets that are good for one use and have been used, until they expire. Safe for any thread; bounded: when it is
/// full and nothing in it has expired, no further ticket with an id is taken.
final class UsedTickets {
    /// Ids kept at most, about 20 MB.
    static final int MAX_IDS = 200_000;

    private static final long SWEEP_SECONDS = 10;

    private final InstantSource clock;
    private final int maxIds;
    private final Map<String, Long> expirySeconds = new ConcurrentHashMap<>();
    private final AtomicLong sweptSeconds = new AtomicLong();

    /// What came of an attempt to use one.
    enum Use {
        FIRST,
        AGAIN,
        FULL
    }

    UsedTickets(InstantSource clock, int maxIds) {
        this.clock = clock;
        this.maxIds = maxIds;
    }

    /// Uses a ticket; of two who try at the same time one is first.
    ///
    /// @param forgetSeconds since 1970, when the ticket is not taken any more anyway
    Use use(String id, long forgetSeconds) {
        if (expirySeconds.size() >= maxIds && !sweep()) {
            return expirySeconds.containsKey(id) ? Use.AGAIN : Use.FULL;
        }
        return expirySeconds.putIfAbsent(id, forgetSeconds) == null ? Use.FIRST : Use.AGAIN;
    }

    /// What it was used for did not happen.
    void giveBack(String id) {
        expirySeconds.remove(id);
    }

    /// Forgets what has expired; false if there still is no place.
    private boolean sweep() {
        long now = clock.instant().getEpochSecond();
        long swept = sweptSeconds.get();
        if (now - swept >= SWEEP_SECONDS && sweptSeconds.compareAndSet(swept, now)) {
            expirySeconds.values().removeIf(expiry -> expiry < now);
        }
        return expirySeconds.size() < maxIds;
    }

    int size() {
        return expirySeconds.size();
    }
}
