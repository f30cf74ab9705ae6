package dev.rookery.server.metrics;

import java.util.concurrent.atomic.AtomicLong;

/// What one room costs: how long its ticks take and what it hands to its clients, of the last ten to twenty seconds, and where
/// the time of its players' inputs goes. Written by the room's thread, which neither waits nor allocates; any thread may read,
/// and may see a tick counted whose bytes are not yet.
public final class RoomMeter {
    /// What a room cost of late.
    ///
    /// @param p50Nanos half of the ticks took no longer, an eighth too much at the most; 0 without ticks
    /// @param p99Nanos likewise of 99 in 100
    /// @param overruns ticks that took longer than their period, since the room opened
    /// @param bytesPerSecond handed to all clients together, before anything below WebSocket messages
    public record Reading(long p50Nanos, long p99Nanos, long overruns, long bytesPerSecond) {}

    private final RecentTimes ticks = new RecentTimes();
    private final RecentTimes inputBuffer = new RecentTimes();
    private final RecentTimes simulateEncode = new RecentTimes();
    private final RecentTimes outbox = new RecentTimes();
    private final AtomicLong overruns = new AtomicLong();
    private long bytesBefore; // the room's thread

    /// A tick is over; the room's thread.
    ///
    /// @param periodNanos in which it should have been over
    /// @param bytesHanded to all clients together since the room opened
    public void add(long durationNanos, long periodNanos, long bytesHanded, long nowNanos) {
        ticks.add(durationNanos, bytesHanded - bytesBefore, nowNanos);
        bytesBefore = bytesHanded;
        if (durationNanos > periodNanos) {
            overruns.setRelease(overruns.getPlain() + 1); // there is no other writer
        }
    }

    /// Any thread.
    public Reading read(long nowNanos) {
        TickHistogram times = new TickHistogram();
        addTo(times);
        return new Reading(
                times.quantileNanos(0.5), times.quantileNanos(0.99), overruns(), ticks.perSecond(nowNanos));
    }

    /// Any thread: adds this room's ticks to those of others.
    public void addTo(TickHistogram times) {
        ticks.addTo(times);
    }

    /// Ticks that took longer than their period, since the room opened; any thread.
    public long overruns() {
        return overruns.getAcquire();
    }

    /// Of traced inputs: from their arrival to the start of the tick that used them.
    public RecentTimes inputBuffer() {
        return inputBuffer;
    }

    /// From there to the end of the tick's shared encode.
    public RecentTimes simulateEncode() {
        return simulateEncode;
    }

    /// From there until the player's socket had taken the snapshot.
    public RecentTimes outbox() {
        return outbox;
    }
}
