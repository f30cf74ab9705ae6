package dev.rookery.server.session;

import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.PlayerLink.Demand;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/// The snapshots that one connection has not written yet: a short chain of consecutive ones. One producer, the room; one
/// consumer, the connection's writer.
///
/// A single delta can never be dropped, the next one builds on it. So when the chain grows past its bound, all of it gives
/// way: nothing more is taken until the writer has worked off what is stale, and then one keyframe starts a new chain.
/// `netcode.md` 7.
final class Outbox {
    private static final int MAX_CHAIN = 8; // snapshots
    private static final int MAX_CHAIN_MILLIS = 150;
    private static final int MESSAGES = 32; // > queue capacity + one in the writer's hand, so none is used twice at once
    private static final int HEADER_BYTES = 128; // usual private header; larger ones grow

    private final OneToOneConcurrentArrayQueue<Message> queue = new OneToOneConcurrentArrayQueue<>(16);
    private final Message[] messages = new Message[MESSAGES];
    private final AtomicBoolean abandoned = new AtomicBoolean();
    private final int maxChain;

    // Owned by the room's thread.
    private int nextMessage;
    private int chainsGivenUp;
    private boolean inStep; // the chain reaches up to the tick before

    // Shared.
    private volatile int epoch; // chains given up so far; the room writes
    private volatile boolean keyframeWanted; // the reader writes, the room takes
    private volatile long lastSentTick = -1; // the writer writes

    // Owned by the writer.
    private @Nullable Message inHand;

    Outbox(int tickRateHz) {
        maxChain = Math.clamp((MAX_CHAIN_MILLIS * tickRateHz + 999) / 1000, 2, MAX_CHAIN);
        Arrays.setAll(messages, i -> new Message());
    }

    /// Room: what can be taken now. A chain that grew too long is given up here.
    Demand demand() {
        if (keyframeWanted) {
            keyframeWanted = false;
            giveUp();
        }
        if (!inStep) {
            return queue.isEmpty() ? Demand.KEYFRAME : Demand.NOTHING;
        }
        if (queue.size() >= maxChain) {
            giveUp();
            return Demand.NOTHING;
        }
        return Demand.DELTA;
    }

    private void giveUp() {
        inStep = false;
        epoch = ++chainsGivenUp;
    }

    /// Room: starts a message; its header is to be filled before [#publish].
    WireWriter begin() {
        return messages[nextMessage].header.clear();
    }

    /// Room: completes the message. The frame is retained until it is written or dropped.
    void publish(SharedFrame frame) {
        Message message = messages[nextMessage];
        nextMessage = (nextMessage + 1) % MESSAGES;
        frame.retain();
        message.frame = frame;
        message.tick = frame.tick();
        message.epoch = epoch;
        if (queue.offer(message)) {
            inStep = true;
        } else { // cannot happen while the chain's bound is below the capacity
            message.drop();
            giveUp();
        }
    }

    /// Any thread: the stream is of no use to the client, it needs a keyframe.
    void requestKeyframe() {
        keyframeWanted = true;
    }

    /// Newest tick that was handed to the socket, -1 if none.
    long lastSentTick() {
        return lastSentTick;
    }

    /// Writer: appends what is fresh and fits.
    void fill(MessageWriter out) {
        for (Message message = next(); message != null; message = next()) {
            SharedFrame frame = message.frame;
            if (frame == null || message.epoch != epoch) {
                message.drop();
                inHand = null;
                continue;
            }
            int length = message.header.length() + frame.length();
            if (out.remaining() < length && !out.isEmpty()) {
                return;
            }
            out.binary(message.header.bytes(), message.header.length(), frame.bytes(), 0, frame.length());
            lastSentTick = message.tick;
            message.drop();
            inHand = null;
        }
    }

    private @Nullable Message next() {
        if (inHand == null) {
            inHand = queue.poll();
        }
        return inHand;
    }

    /// Whoever is the last to use the outbox, once neither the room nor the writer comes any more: lets go of all frames.
    void abandon() {
        if (abandoned.compareAndSet(false, true)) {
            for (Message message = next(); message != null; message = next()) {
                message.drop();
                inHand = null;
            }
        }
    }

    /// One snapshot message: this client's header, everybody's frame. Belongs to the room until it is in the queue, then to
    /// the writer until it is dropped.
    private static final class Message {
        private final WireWriter header = new WireWriter(HEADER_BYTES);
        private @Nullable SharedFrame frame;
        private long tick;
        private int epoch;

        void drop() {
            if (frame != null) {
                frame.release();
                frame = null;
            }
        }
    }
}
