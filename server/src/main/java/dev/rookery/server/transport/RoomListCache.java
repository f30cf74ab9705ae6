package dev.rookery.server.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rookery.server.lobby.RoomListing;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The public rooms as JSON, for any number of people who look again and again: the rooms are looked at four times a second at
/// most, and each list is encoded once for all who ask for the same, as long as nothing in it changes. Safe for any thread.
final class RoomListCache {
    /// Rooms in a list at most, the fullest ones: some 100 KB.
    static final int MAX_LISTED = 500;

    private static final long MAX_AGE_NANOS = 250_000_000;
    private static final int MAX_KEPT = 64; // lists by other filters are encoded for whoever asks

    /// What is asked for.
    ///
    /// @param game null for all
    /// @param filter values that the rooms have
    record Wanted(@Nullable String game, Map<String, String> filter) {
        boolean isMetBy(RoomListing room) {
            return (game == null || room.game().equals(game))
                    && room.settings().entrySet().containsAll(filter.entrySet());
        }
    }

    private record Look(long nanos, List<RoomListing> rooms, ConcurrentMap<Wanted, TaggedJson> lists) {}

    private final Supplier<List<RoomListing>> rooms;
    private final LongSupplier nanoTime;
    private final JsonMapper mapper;
    private final ReentrantLock looking = new ReentrantLock(); // held while the rooms are looked at
    private volatile @Nullable Look last;

    RoomListCache(Supplier<List<RoomListing>> rooms, LongSupplier nanoTime, JsonMapper mapper) {
        this.rooms = rooms;
        this.nanoTime = nanoTime;
        this.mapper = mapper;
    }

    TaggedJson get(Wanted wanted) {
        Look look = look();
        TaggedJson known = look.lists.get(wanted);
        if (known != null) {
            return known;
        }
        TaggedJson encoded = encode(look.rooms, wanted);
        if (look.lists.size() < MAX_KEPT) {
            look.lists.put(wanted, encoded);
        }
        return encoded;
    }

    private Look look() {
        Look now = last;
        if (now != null && nanoTime.getAsLong() - now.nanos < MAX_AGE_NANOS) {
            return now;
        }
        if (now != null && looking.isLocked()) {
            return now; // somebody looks already, and what is a moment old will do
        }
        looking.lock();
        try {
            now = last;
            long nanos = nanoTime.getAsLong();
            if (now == null || nanos - now.nanos >= MAX_AGE_NANOS) {
                List<RoomListing> found = rooms.get();
                now = now != null && now.rooms.equals(found)
                        ? new Look(nanos, now.rooms, now.lists)
                        : new Look(nanos, found, new ConcurrentHashMap<>());
                last = now;
            }
            return now;
        } finally {
            looking.unlock();
        }
    }

    private TaggedJson encode(List<RoomListing> all, Wanted wanted) {
        try {
            return new TaggedJson(mapper.writeValueAsBytes(
                    all.stream().filter(wanted::isMetBy).limit(MAX_LISTED).toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of records becomes JSON: rooms=" + all.size(), e);
        }
    }
}
