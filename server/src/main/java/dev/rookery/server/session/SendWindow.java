package dev.rookery.server.session;

/// The snapshots on their way to one client: sent, and not yet known to have arrived. Its inputs say which one it has; when
/// the oldest unknown one is too old, or too much is under way, nothing more is handed to the socket, because it would only
/// grow stale in the kernel's buffers and in those of the network. Time is the room's ticks, so a frozen process ages
/// nothing. Owned by the room's thread; grows with what is under way, then allocates nothing.
///
/// How old is too old: half a second more than the best round trip of late. A client that falls behind first takes what is
/// under way, then a keyframe, and for somebody who gets three quarters of what he needs both together shall stay below a
/// second; so it is less where a keyframe weighs as much as a sixth of a second of the stream. Where it weighs more than a
/// third of one that cannot be had; then it is more by what the last keyframe took, or each keyframe would cost the next.
///
/// A client that never says what it has is not held to the window; then only the kernel's buffer and the watch over
/// blocked writes bound it.
final class SendWindow {
    private static final int MAX_MESSAGES = 64;
    private static final int MIN_BYTES = 32 * 1024;
    private static final int MAX_AGE_MILLIS = 500;
    private static final int MIN_AGE_MILLIS = 250; // a stall of a lost packet is shorter
    private static final int STALENESS_MILLIS = 900; // what is aimed at: a second, less a margin
    private static final double SLOW_SHARE = 0.75; // of the needed bandwidth, for which the aim holds
    private static final int ROUND_TRIP_SECONDS = 15; // the best is that of the last 15 to 30 s
    private static final int MAX_LEARNT_MILLIS = 250; // above the best ever, because a queue that never empties looks alike
    private static final int PACKET_BYTES = 78; // around each message: WebSocket, TLS and TCP/IP heads
    private static final int CAPACITY = 128; // more than all that can be under way
    private static final int FIRST_CAPACITY = 8; // powers of two
    private static final int MEAN_SHIFT = 4; // the mean follows the last 16 deltas or so

    private final int tickRateHz;
    private int[] ticks = new int[FIRST_CAPACITY];
    private int[] bytes = new int[FIRST_CAPACITY];
    private int first; // of the ring, counts up
    private int end;
    private int bytesUnderWay;
    private boolean inForce; // the client says what it has
    private long progressTick; // when something last arrived, or the first of these was sent
    private long keyframeTick = Long.MIN_VALUE;
    private int keyframeBytes;
    private int keyframeTrip; // ticks
    private int meanDelta; // bytes << MEAN_SHIFT
    private int bestRoundTrip = Integer.MAX_VALUE; // ticks, in this period
    private int bestRoundTripBefore = Integer.MAX_VALUE; // in the one before
    private int bestEver = Integer.MAX_VALUE / 2; // ticks
    private long roundTripsSince;

    SendWindow(int tickRateHz) {
        this.tickRateHz = tickRateHz;
    }

    /// A snapshot was published.
    void sent(long tick, int messageBytes, boolean keyframe) {
        if (end - first == CAPACITY) {
            dropOldest(); // only without anybody who says what arrived
        } else if (end - first == ticks.length) {
            ticks = grown(ticks);
            bytes = grown(bytes);
        }
        if (first == end) {
            progressTick = tick;
        }
        ticks[place(end)] = (int) tick;
        bytes[place(end)] = messageBytes;
        end++;
        bytesUnderWay += messageBytes;
        if (keyframe) {
            keyframeTick = tick;
            keyframeBytes = messageBytes;
        } else {
            meanDelta += meanDelta == 0 ? messageBytes << MEAN_SHIFT : messageBytes - (meanDelta >> MEAN_SHIFT);
        }
    }

    private int place(int number) {
        return number & (ticks.length - 1);
    }

    /// Each is where its number says, in twice the places.
    private int[] grown(int[] ring) {
        int[] larger = new int[2 * ring.length];
        for (int i = first; i != end; i++) {
            larger[i & (larger.length - 1)] = ring[i & (ring.length - 1)];
        }
        return larger;
    }

    /// The client has the snapshot of tick `newest` and all before; asked every tick, the number may be an old one.
    void arrived(long newest, long now) {
        int before = first;
        long last = 0;
        while (first != end && ticks[place(first)] <= newest) {
            last = ticks[place(first)];
            dropOldest();
        }
        if (first != before) {
            inForce = true;
            progressTick = now;
            int roundTrip = (int) Math.min(now - last, Integer.MAX_VALUE / 2);
            if (last == keyframeTick) {
                keyframeTrip = roundTrip; // mostly its own length, which says nothing of the line's
            } else {
                noteRoundTrip(roundTrip, now);
            }
        }
    }

    private void noteRoundTrip(int roundTrip, long now) {
        if (now - roundTripsSince >= (long) ROUND_TRIP_SECONDS * tickRateHz) {
            roundTripsSince = now;
            bestRoundTripBefore = bestRoundTrip;
            bestRoundTrip = roundTrip;
        }
        bestRoundTrip = Math.min(bestRoundTrip, roundTrip);
        bestEver = Math.min(bestEver, roundTrip);
    }

    private void dropOldest() {
        bytesUnderWay -= bytes[place(first)];
        first++;
    }

    /// What was published after tick `lastSent` was given up before it left.
    void takeBack(long lastSent) {
        while (first != end && ticks[place(end - 1)] > lastSent) {
            end--;
            bytesUnderWay -= bytes[place(end)];
        }
    }

    /// What is under way is of no use to the client, which will not say that it arrived.
    void forget() {
        first = end;
        bytesUnderWay = 0;
    }

    /// Whether everything has arrived, as far as can be known.
    boolean isClear() {
        return !inForce || first == end;
    }

    /// Whether more may be handed to the socket.
    boolean isOpen(long now) {
        if (isClear()) {
            return true;
        }
        int byteLimit = Math.max(MIN_BYTES, streamBytes(MAX_AGE_MILLIS))
                + (keyframeTick >= ticks[place(first)] ? keyframeBytes : 0);
        return now - ticks[place(first)] <= maxAge()
                && end - first <= MAX_MESSAGES
                && bytesUnderWay <= byteLimit;
    }

    /// Bytes of the deltas of so many milliseconds, as of late.
    int streamBytes(int millis) {
        return (int) Math.min((long) (meanDelta >> MEAN_SHIFT) * tickRateHz * millis / 1000, Integer.MAX_VALUE / 2);
    }

    /// Ticks for which nothing has arrived although something is under way.
    long ticksWithoutProgress(long now) {
        return isClear() ? 0 : now - progressTick;
    }

    /// The best round trip of late, in ticks, so a tick too much at the most; 0 while unknown.
    int bestRoundTrip() {
        int best = Math.min(bestRoundTrip, bestRoundTripBefore);
        return best == Integer.MAX_VALUE ? 0 : Math.min(best, bestEver + ticks(MAX_LEARNT_MILLIS));
    }

    /// Ticks for which the oldest may be under way.
    private int maxAge() {
        int best = bestRoundTrip();
        int keyframeTicks = keyframeBytes / ((meanDelta >> MEAN_SHIFT) + PACKET_BYTES); // that its bytes would last
        // The last of what is under way comes, is told of, and the keyframe comes: one and a half round trips.
        double onTheWay = 1.5 * best;
        int aim = (int) (SLOW_SHARE * (ticks(STALENESS_MILLIS) - onTheWay)) - keyframeTicks;
        return aim >= ticks(MIN_AGE_MILLIS)
                ? best + Math.min(aim, ticks(MAX_AGE_MILLIS))
                : Math.max(best + ticks(MAX_AGE_MILLIS), keyframeTrip + ticks(MIN_AGE_MILLIS));
    }

    private int ticks(int millis) {
        return Math.max(1, millis * tickRateHz / 1000);
    }
}
