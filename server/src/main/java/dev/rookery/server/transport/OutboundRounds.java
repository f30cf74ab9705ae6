package dev.rookery.server.transport;

import dev.rookery.server.session.ConnectionListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything that leaves a socket, pongs and the close frame included, put together in rounds of one write each. Whoever writes
/// asks for the next round; the rest may be called by any thread, and says only that there is something.
///
/// Allocates nothing but for pings and the close frame.
final class OutboundRounds {
    /// What a round is made of.
    enum Round {
        /// Nothing: there is nothing to write.
        NOTHING,
        /// Pings and pongs alone, and nothing more is due.
        CONTROLS,
        /// Messages of the listener, and perhaps there are more.
        MESSAGES,
        /// All messages that the listener had, and nothing else is due.
        ALL_MESSAGES,
        /// The close frame; nothing follows.
        LAST
    }

    /// The close frame to end with. Without `drain` the listener is not asked for anything before it.
    private record Farewell(int code, String reason, boolean drain) {}

    private static final int MAX_WAITING_PONGS = 16; // of 125 bytes; a client pinging faster than it reads gets fewer

    private final Consumer<Throwable> fault;
    private final TransportCounters counters;
    private final Queue<byte[]> pongs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingPongs = new AtomicInteger();
    private volatile boolean pingDue;
    private volatile boolean controlsDue; // so that a round without any looks at nothing else
    private volatile @Nullable Farewell farewell;
    private long writtenMessages; // the writer's
    private long writtenBytes; // the writer's

    /// @param fault told what the listener threw; it is expected to call [#close]
    OutboundRounds(Consumer<Throwable> fault, TransportCounters counters) {
        this.fault = fault;
        this.counters = counters;
    }

    void ping() {
        pingDue = true;
        controlsDue = true;
    }

    /// False if too many wait already.
    boolean pong(byte[] payload) {
        if (waitingPongs.incrementAndGet() > MAX_WAITING_PONGS) {
            waitingPongs.decrementAndGet();
            return false;
        }
        pongs.add(payload);
        controlsDue = true;
        return true;
    }

    /// Ends the output with a close frame; called at most once.
    void close(int code, String reason, boolean drain) {
        farewell = new Farewell(code, reason, drain);
    }

    /// Writer: puts the next round into `out`, which is cleared before.
    Round next(ConnectionListener listener, OutboundBuffer out) {
        while (true) {
            // Read before the listener is asked: what it was given before the close has to go out before the close frame.
            Farewell last = farewell;
            out.clear();
            addControls(out);
            if (last == null || last.drain) {
                boolean isAll;
                try {
                    isAll = listener.fill(out);
                } catch (RuntimeException | Error e) {
                    fault.accept(e);
                    Farewell told = farewell;
                    if (told == null) {
                        out.clear(); // half a message may be in it
                        return Round.NOTHING; // whoever decided to close is about to say so
                    }
                    farewell = new Farewell(told.code, told.reason, false);
                    continue;
                }
                if (!out.isEmpty()) {
                    return isAll && last == null ? Round.ALL_MESSAGES : Round.MESSAGES;
                }
            }
            if (last != null) {
                out.close(last.code, last.reason);
                return Round.LAST;
            }
            return out.size() > 0 ? Round.CONTROLS : Round.NOTHING;
        }
    }

    private void addControls(OutboundBuffer out) {
        if (!controlsDue) {
            return;
        }
        controlsDue = false;
        if (pingDue) {
            pingDue = false;
            out.ping();
        }
        for (byte @Nullable [] pong = pongs.poll(); pong != null; pong = pongs.poll()) {
            waitingPongs.decrementAndGet();
            out.pong(pong);
        }
    }

    /// Writer: what is in `out` is handed to the socket.
    void writing(OutboundBuffer out) {
        counters.wrote(out.size(), out.messages());
        writtenMessages += out.messages();
        writtenBytes += out.size();
    }

    /// Text and binary messages so far; exact once the writer is over, a little old before.
    long writtenMessages() {
        return writtenMessages;
    }

    /// The same of bytes.
    long writtenBytes() {
        return writtenBytes;
    }
}
