package dev.rookery.server.room;

import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.LatencyTimes;
import java.util.function.LongSupplier;

/// What a room measures itself with; the game sees none of it. Shared by all rooms, safe for any thread.
///
/// @param nanoTime the monotonic clock
public record RoomInstruments(Counters counters, LatencyTimes latency, LongSupplier nanoTime) {
    /// Instruments that nobody reads, on a clock that stands still: for tools and tests.
    public static RoomInstruments unread() {
        return new RoomInstruments(new Counters(), new LatencyTimes(), () -> 0);
    }
}
