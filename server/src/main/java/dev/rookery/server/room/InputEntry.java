package dev.rookery.server.room;

/// What is known of one input besides its packed values, as three longs in front of them: so it lies in a [RoomInbox] and in an
/// [InputBuffer], and nothing is made until a game uses it.
///
/// ```text
///   0  sequence (32)  tenure (32)
///   1  newest snapshot + 1 (32)  drawn sixteenths (31)  traced (1)
///   2  arrival, nanoseconds
///   3  packed values, as many longs as the layout says
/// ```
///
/// All methods take the array and the index where the input begins.
final class InputEntry {
    /// Longs in front of the packed values.
    static final int HEAD = 3;

    private static final long TRACED = Long.MIN_VALUE;
    private static final long LOW = 0xFFFF_FFFFL;

    private InputEntry() {}

    static void putHead(
            long[] entries,
            int at,
            int tenure,
            int sequence,
            int drawnSixteenths,
            long newestTick,
            long arrivedNanos,
            boolean traced) {
        entries[at] = ((long) tenure << Integer.SIZE) | (sequence & LOW);
        entries[at + 1] = (traced ? TRACED : 0) | ((long) drawnSixteenths << Integer.SIZE) | ((newestTick + 1) & LOW);
        entries[at + 2] = arrivedNanos;
    }

    /// Which of the session's connections it came by, counted from 1.
    static int tenure(long[] entries, int at) {
        return (int) (entries[at] >>> Integer.SIZE);
    }

    /// Number of the input; the client may lie.
    static int sequence(long[] entries, int at) {
        return (int) entries[at];
    }

    /// Time that the player saw when giving it, in 1/16 ticks, 0 if unknown; the client may lie.
    static int drawnSixteenths(long[] entries, int at) {
        return (int) (entries[at + 1] >>> Integer.SIZE) & Integer.MAX_VALUE;
    }

    /// The newest snapshot that the client had when giving it, -1 if none; the client may lie.
    static long newestTick(long[] entries, int at) {
        return (entries[at + 1] & LOW) - 1;
    }

    /// When its message arrived, on the server's monotonic clock.
    static long arrivedNanos(long[] entries, int at) {
        return entries[at + 2];
    }

    /// Whether the client wants to know how long it took.
    static boolean isTraced(long[] entries, int at) {
        return entries[at + 1] < 0;
    }
}
