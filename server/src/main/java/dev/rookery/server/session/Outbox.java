package dev.rookery.server.session;

import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.PlayerLink.Demand;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The snapshots that one connection has not written yet: a short chain of consecutive ones. One producer, the room, or for a
/// spectator the stand, which is meant as well wherever the room is named; one consumer, the connection's writer.
///
/// A single delta can never be dropped, the next one builds on it. So when the chain grows past its bounds, all of it gives
/// way: nothing more is taken until the client has what is under way, and then one keyframe starts a new chain.
///
/// ```text
/// IN STEP --chain too long, keyframe asked for, pause--> BEHIND --all written and arrived--> keyframe, IN STEP
/// ```
///
/// **Held back.** The writer takes only what was released to it. While the [SendWindow] is closed nothing is, so what is
/// stale waits here, where it can give way, and not in the kernel, where it cannot.
///
/// **Less than everything.** All clients share one stream, encoded once, in which every frame builds on the one before. A
/// client at half rate can therefore not be left every other frame; it would need a stream of its own, with an encoder per
/// rate. What it can be spared is packets: two or three frames leave in one write, which saves the heads of a packet around
/// each (about 78 bytes, half of all traffic in a small room), the radio's air time and the client's wake-ups, for a tick or
/// two of delay. It does not save the frames' own bytes. Whoever cannot take those gets no deltas at all but a keyframe now
/// and then, never a second one before the first has arrived. Skipping to a keyframe works in every tier.
final class Outbox {
    private static final int MAX_CHAIN = 8; // snapshots
    private static final int MAX_CHAIN_MILLIS = 150;
    private static final int MIN_CHAIN_BYTES = 16 * 1024; // a bound below this would be reached by a single tick
    private static final int MAX_CHAIN_BYTES = 128 * 1024; // of deltas; a keyframe before them does not count
    private static final int KEYFRAMES_PER_SECOND = 2; // in the lowest tier
    private static final int HOPELESS_SECONDS = 10;
    private static final int HEADER_BYTES = 64; // usual private header; larger ones grow
    private static final int UNTRACED = -1;

    // What is only looked at now and then, or is seen with what is written right behind it, need not wait until all caches know.
    private static final AtomicLongFieldUpdater<Outbox> RELEASED =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "released");
    private static final AtomicLongFieldUpdater<Outbox> PUBLISHED_BYTES =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "publishedBytes");
    private static final AtomicLongFieldUpdater<Outbox> HANDLED_BYTES =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "handledBytes");
    private static final AtomicLongFieldUpdater<Outbox> LAST_SENT_TICK =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "lastSentTick");

    private final AtomicBoolean abandoned = new AtomicBoolean();
    private final WriteStamps stamps;
    private final int tickRateHz;
    private final int maxChain;

    // Owned by the room's thread.
    private final SendWindow window;
    private final TierLadder ladder;
    private Message newest; // the one that was published last; those before it in the circle are under way
    private int messages = 1; // in the circle
    private boolean inStep; // the chain reaches up to the tick before
    private long behindSinceTick;
    private long keyframeNumber = -1; // of the newest keyframe's message
    private int keyframeBytes;
    private long keyframeTick = Long.MIN_VALUE / 2;
    private boolean stallNoted;

    // Owned by the writer.
    private Message last; // the one that was handled last
    private boolean isTimed; // somebody asked about what it has under way

    // Shared. Messages count up from 0: handled <= published; those before released may be written, those before givenUp are dropped.
    private volatile long published; // the room writes
    private volatile long released; // the room writes
    private volatile long handled; // written or dropped; the writer writes
    private volatile long givenUp; // those before it are not sent any more; the room writes
    private volatile long publishedBytes; // the room writes
    private volatile int skips; // the room writes
    private volatile long handledBytes; // the writer writes
    private volatile boolean keyframeWanted; // the reader writes, the room takes
    private volatile long lastSentTick = -1; // the writer writes
    private volatile int rttTicks; // the room writes
    private volatile long arrivedTick = -1; // the reader writes

    /// @param tier to begin with
    Outbox(int tickRateHz, SendTier tier, Counters counters, LongSupplier nanoTime) {
        this.tickRateHz = tickRateHz;
        stamps = new WriteStamps(nanoTime);
        maxChain = Math.clamp((MAX_CHAIN_MILLIS * tickRateHz + 999) / 1000, 2, MAX_CHAIN);
        window = new SendWindow(tickRateHz);
        ladder = new TierLadder(tickRateHz, tier, counters);
        newest = new Message();
        last = newest;
    }

    /// Room: what can be taken in this tick. A chain that grew too long is given up here.
    Demand demand(long tick) {
        window.arrived(arrivedTick, tick);
        int roundTrip = window.bestRoundTrip();
        if (roundTrip != rttTicks) {
            rttTicks = roundTrip;
        }
        ladder.pass(tick);
        if (keyframeWanted) {
            keyframeWanted = false;
            giveUp(tick);
            window.forget(); // a client out of the stream does not say what arrived
        } else if (inStep && isChainTooLong()) {
            giveUp(tick);
            ladder.fellBehind(tick);
            int before = skips;
            skips = before + 1;
        }
        if (inStep) {
            return Demand.DELTA;
        }
        return mayStartAnew(tick) ? Demand.KEYFRAME : Demand.NOTHING;
    }

    private boolean isChainTooLong() {
        long from = handled; // read before its bytes: what is written meanwhile may only make the chain seem shorter
        long waiting = published - from;
        if (waiting <= 1) {
            return false;
        }
        if (waiting >= maxChain + ladder.tier().batch() - 1) {
            return true;
        }
        long deltaBytes = publishedBytes - handledBytes - (keyframeNumber >= from ? keyframeBytes : 0);
        return deltaBytes > Math.clamp(window.streamBytes(MAX_CHAIN_MILLIS), MIN_CHAIN_BYTES, MAX_CHAIN_BYTES);
    }

    private boolean mayStartAnew(long tick) {
        boolean isDrained = published == handled; // from here on lastSentTick stands still
        if (isDrained) {
            window.takeBack(lastSentTick);
        }
        boolean isPaced = ladder.tier() == SendTier.KEYFRAMES;
        boolean isTime = !isPaced || tick - keyframeTick >= tickRateHz / KEYFRAMES_PER_SECOND;
        if (isDrained && window.isClear()) {
            return isTime;
        }
        if (isPaced && isTime) {
            ladder.late(tick);
        }
        if (!stallNoted && tick - behindSinceTick >= tickRateHz) {
            stallNoted = true;
            ladder.stalled(tick);
        }
        return false;
    }

    private void giveUp(long tick) {
        inStep = false;
        behindSinceTick = tick;
        stallNoted = false;
        givenUp = published;
    }

    /// Room: nothing is to be sent for a while; what waits is dropped. [#requestKeyframe] ends it.
    void pause(long tick) {
        if (inStep || published != handled) {
            giveUp(tick);
        }
    }

    /// Room: it has more to do than time; the client is sent less for a while.
    void fallBack(long tick) {
        ladder.stalled(tick);
    }

    /// Room: starts a message; its header is to be filled before [#publish].
    WireWriter begin() {
        long underWay = published - handled;
        if (messages <= underWay + 1) { // the writer may still look at the last one it handled
            Message another = new Message();
            another.next = newest.next;
            newest.next = another;
            messages++;
        }
        Message message = newest.next;
        message.question = UNTRACED;
        return message.header.clear();
    }

    /// Room: asks when the message that [#begin] started will have been written; the answer is [#writtenNanos]'s.
    int trace() {
        int question = stamps.ask();
        newest.next.question = question;
        return question;
    }

    /// Room: as [dev.rookery.server.room.PlayerLink#writtenNanos].
    long writtenNanos(int question) {
        return stamps.at(question);
    }

    /// Room: completes the message. The frame is retained until it is written or dropped.
    void publish(SharedFrame frame) {
        long number = published;
        long tick = frame.tick();
        Message message = newest.next;
        frame.retain();
        message.frame = frame;
        message.tick = tick;
        message.bytes = message.header.length() + frame.length();
        newest = message;
        boolean isKeyframe = !inStep;
        if (isKeyframe) {
            keyframeNumber = number;
            keyframeBytes = message.bytes;
            keyframeTick = tick;
            behindSinceTick = tick;
            stallNoted = false;
        }
        inStep = ladder.tier() != SendTier.KEYFRAMES;
        window.sent(tick, message.bytes, isKeyframe);
        PUBLISHED_BYTES.lazySet(this, publishedBytes + message.bytes);
        if (window.isOpen(tick) && (isKeyframe || number + 1 - released >= ladder.tier().batch())) {
            RELEASED.lazySet(this, number + 1);
        }
        published = number + 1; // last: whoever sees it sees the rest
    }

    /// Room: the client keeps saying that nothing more has arrived.
    boolean isHopeless(long tick) {
        return window.ticksWithoutProgress(tick) >= (long) HOPELESS_SECONDS * tickRateHz;
    }

    /// Whether [#fill] has anything to do.
    boolean hasWork() {
        long next = handled;
        return next != published && (next < released || next < givenUp);
    }

    /// Any thread: the stream is of no use to the client, it needs a keyframe.
    void requestKeyframe() {
        keyframeWanted = true;
    }

    /// Reader: the client says that it has the snapshot of this tick, and with it all before. It may lie: what was never
    /// sent changes nothing.
    void arrived(long tick) {
        if (tick > arrivedTick && tick <= lastSentTick) {
            arrivedTick = tick;
        }
    }

    /// Newest tick that was handed to the socket, -1 if none.
    long lastSentTick() {
        return lastSentTick;
    }

    /// Room: ticks for which a snapshot may be held back to leave with others.
    int holdTicks() {
        SendTier tier = ladder.tier();
        return tier == SendTier.KEYFRAMES ? tickRateHz / KEYFRAMES_PER_SECOND : tier.batch() - 1;
    }

    /// Any thread: how often the stream was given up for a keyframe.
    int skips() {
        return skips;
    }

    /// Any thread.
    SendTier tier() {
        return ladder.tier();
    }

    /// Any thread: the best round trip of late, in milliseconds, a tick too much at the most; 0 while unknown.
    int rttMillis() {
        return rttTicks * 1000 / tickRateHz;
    }

    /// Any thread: bytes that wait to be written, as of a moment ago.
    long waitingBytes() {
        return Math.max(0, publishedBytes - handledBytes);
    }

    /// Writer: appends what is fresh, released, and fits; false if something did not fit.
    boolean fill(MessageWriter out) {
        for (long number = handled; number != published; number++) {
            Message message = last.next;
            SharedFrame frame = message.frame;
            if (frame != null && number >= givenUp) {
                if (number >= released) {
                    return true;
                }
                if (out.remaining() < message.bytes && !out.isEmpty()) {
                    return false;
                }
                out.binary(message.header.bytes(), message.header.length(), frame.bytes(), 0, frame.length());
                LAST_SENT_TICK.lazySet(this, message.tick);
                if (message.question != UNTRACED) {
                    stamps.filled(message.question);
                    isTimed = true;
                }
            } else if (message.question != UNTRACED) {
                stamps.dropped(message.question);
            }
            handle(message, number);
        }
        return true;
    }

    /// Writer: the socket has taken what [#fill] appended.
    void written() {
        if (isTimed) {
            isTimed = false;
            stamps.written();
        }
    }

    private void handle(Message message, long number) {
        message.drop();
        last = message;
        HANDLED_BYTES.lazySet(this, handledBytes + message.bytes);
        handled = number + 1; // last: whoever sees it sees the rest
    }

    /// Whoever is the last to use the outbox, once neither the room nor the writer comes any more: lets go of all frames.
    void abandon() {
        if (abandoned.compareAndSet(false, true)) {
            for (long number = handled; number != published; number++) {
                handle(last.next, number);
            }
        }
    }

    /// One snapshot message: this client's header, everybody's frame. Belongs to the room until it is published, then to the
    /// writer until it is handled.
    ///
    /// All of them are in a circle, in the order in which they are used again and again: `last`, those under way, `newest`, and
    /// those to spare. It grows where more are under way than ever before, which for a client in step is one. The room links a
    /// message in right behind `newest`, before it publishes what follows, and the writer goes on only to what is published; so
    /// both may change their ends of the circle at the same time.
    private static final class Message {
        private final WireWriter header = new WireWriter(HEADER_BYTES);
        private Message next = this; // the room's
        private @Nullable SharedFrame frame;
        private long tick;
        private int bytes;
        private int question; // to the stamps

        void drop() {
            if (frame != null) {
                frame.release();
                frame = null;
            }
        }
    }
}
