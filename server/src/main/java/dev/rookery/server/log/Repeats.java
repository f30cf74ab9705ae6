package dev.rookery.server.log;

import dev.rookery.server.access.Network;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// Lets one event of a type through for each address and second, and one fault of a kind a minute, and counts the others. Bounded:
/// past 10,000 that are remembered, further addresses share a line. Safe for any thread.
final class Repeats {
    static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long FAULT_WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1); // each has a stack

    private static final int MAX_REMEMBERED = 10_000;

    /// What is alike.
    ///
    /// @param network null for faults, and for all that are too many
    /// @param fault null for what is none
    record Kind(LogType type, @Nullable Network network, @Nullable Fault fault) {
        private long windowNanos() {
            return fault == null ? WINDOW_NANOS : FAULT_WINDOW_NANOS;
        }
    }

    /// A mistake of ours, or of a library.
    ///
    /// @param token as in `ev=`
    /// @param place what was thrown, and where
    record Fault(String token, Level level, String place) {}

    /// Guarded by the map: touched only while its entry is computed.
    private static final class Tally {
        private long windowNanos;
        private long suppressed;
        private boolean isFresh = true;

        /// Events since the last line, or -1 if this one gets none.
        long admit(long now, long window) {
            if (!isFresh && now - windowNanos < window) {
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

        /// What is still untold once its time is over; -1 before.
        long settle(long now, long window) {
            return now - windowNanos < window ? -1 : take();
        }
    }

    private final ConcurrentMap<Kind, Tally> tallies = new ConcurrentHashMap<>();

    /// @return events like this one that got no line since the last that did, or -1 if this one gets none either
    long admit(LogType type, Network network, long now) {
        return admit(new Kind(type, network, null), now);
    }

    /// The same for a fault.
    long admit(LogType type, Fault fault, long now) {
        return admit(new Kind(type, null, fault), now);
    }

    private long admit(Kind wanted, long now) {
        boolean isTooMany = tallies.size() >= MAX_REMEMBERED && !tallies.containsKey(wanted);
        Kind kind = isTooMany ? new Kind(wanted.type(), null, null) : wanted;
        long[] answer = {0};
        tallies.compute(kind, (_, known) -> {
            Tally tally = known == null ? new Tally() : known;
            answer[0] = tally.admit(now, kind.windowNanos());
            return tally;
        });
        return answer[0];
    }

    /// Forgets whoever has been quiet for a second, or a minute, and tells of what they did that nobody has told yet.
    void settle(long now, ObjLongConsumer<Kind> untold) {
        for (Kind kind : tallies.keySet()) {
            tallies.computeIfPresent(kind, (_, tally) -> {
                long count = tally.settle(now, kind.windowNanos());
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
