package dev.rookery.server.room;

import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.LatencyTimes;
import dev.rookery.server.metrics.RoomMeter;
import java.util.function.LongSupplier;

/// What a room measures itself with; the game sees none of it. All but the meter is shared by all rooms, safe for any thread.
///
/// @param nanoTime the monotonic clock
/// @param meter of one room; written by its thread
public record RoomInstruments(Counters counters, LatencyTimes latency, LongSupplier nanoTime, RoomMeter meter) {
    /// For rooms that have meters of their own, see [#of].
    public RoomInstruments(Counters counters, LatencyTimes latency, LongSupplier nanoTime) {
        this(counters, latency, nanoTime, new RoomMeter());
    }

    /// The same for the room with this meter.
    RoomInstruments of(RoomMeter room) {
        return new RoomInstruments(counters, latency, nanoTime, room);
    }

    /// Instruments that nobody reads, on a clock that stands still: for tools and tests.
    public static RoomInstruments unread() {
        return new RoomInstruments(new Counters(), new LatencyTimes(), () -> 0);
    }
}
