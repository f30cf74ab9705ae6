package dev.rookery.server.room;

/// When the last ticks began: from there until somebody says that a tick's snapshot has arrived is a round trip. Owned by
/// the room's thread.
final class StartedTicks {
    private static final int REMEMBERED = 256; // power of two, more than a round trip that anybody can play with

    private final long[] nanos = new long[REMEMBERED];
    private long newest = -1;

    void begin(long tick, long nowNanos) {
        newest = tick;
        nanos[place(tick)] = nowNanos;
    }

    /// An input arrived, and says which snapshot its client has. What cannot be says nothing.
    ///
    /// @param known the tick of that snapshot, -1 for none
    void measure(long known, long arrivedNanos, DrawnClaims claims) {
        if (known >= 0 && known < newest && newest - known < REMEMBERED) {
            claims.acknowledged(known, nanos[place(known)], arrivedNanos);
        }
    }

    private static int place(long tick) {
        return (int) tick & (REMEMBERED - 1);
    }
}
