package dev.rookery.server.log;

import dev.rookery.server.access.Network;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// Lets one event of a type through for each address and second, and counts the others. Bounded: past 10,000 that are remembered,
/// further addresses share a line. Safe for any thread.
final class Repeats {
    static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MAX_REMEMBERED = 10_000;

    /// What is alike.
    ///
    /// @param network null for all that are too many
    record Kind(LogType type, @Nullable Network network) {}

    /// Guarded by the map: touched only while its entry is computed.
    private static final class Tally {
        private long windowNanos;
        private long suppressed;
        private boolean isFresh = true;

        /// Events since the last line, or -1 if this one gets none.
        long admit(long now) {
            if (!isFresh && now - windowNanos < WINDOW_NANOS) {
                suppressed++;
                return -1;
            }
            isFresh = false;
            windowNanos = now;
            return take();
        }

        private long take() {
            long count = suppressed;
            suppressed = 0;
            return count;
        }

        /// What is still untold once its second is over; -1 before.
        long settle(long now) {
            return now - windowNanos < WINDOW_NANOS ? -1 : take();
        }
    }

    private final ConcurrentMap<Kind, Tally> tallies = new ConcurrentHashMap<>();

    /// @return events like this one that got no line since the last that did, or -1 if this one gets none either
    long admit(LogType type, Network network, long now) {
        Kind kind = new Kind(type, network);
        if (tallies.size() >= MAX_REMEMBERED && !tallies.containsKey(kind)) {
            kind = new Kind(type, null);
        }
        long[] answer = {0};
        tallies.compute(kind, (_, known) -> {
            Tally tally = known == null ? new Tally() : known;
            answer[0] = tally.admit(now);
            return tally;
        });
        return answer[0];
    }

    /// Forgets whoever has been quiet for a second, and tells of what they did that nobody has told yet.
    void settle(long now, ObjLongConsumer<Kind> untold) {
        for (Kind kind : tallies.keySet()) {
            tallies.computeIfPresent(kind, (_, tally) -> {
                long count = tally.settle(now);
                if (count > 0) {
                    untold.accept(kind, count);
                }
                return count < 0 ? tally : null;
            });
        }
    }

    int remembered() {
        return tallies.size();
    }
}
