package dev.rookery.server.transport;

import dev.rookery.server.session.ConnectionListener;
import io.helidon.common.socket.HelidonSocket;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The single writer of a socket: everything that leaves it, pongs and the close frame included, is written here, in
/// rounds of one write each. When woken it asks the listener for messages until there are none.
///
/// Owns the socket's output; runs on its own virtual thread, because only there a write that blocks on a slow client can
/// be interrupted. The other methods may be called from any thread and never block, [#finish] excepted.
///
/// ```
///   ASLEEP ──wake, ping, pong, close──▶ WRITING ──nothing left──▶ ASLEEP
///                                          └──close frame written, socket failed, abort──▶ over
/// ```
final class SocketWriter {
    /// The close frame to end with. Without `drain` the listener is not asked for anything before it.
    private record Farewell(int code, String reason, boolean drain) {}

    private static final int MAX_WAITING_PONGS = 16; // of 125 bytes; a client pinging faster than it reads gets fewer
    private static final Duration ABORT_PATIENCE = Duration.ofSeconds(1);

    private final HelidonSocket socket;
    private final Consumer<Throwable> fault;
    private final LongSupplier nanoTime;
    private final TransportCounters counters;
    private final Thread thread;
    private final OutboundBuffer out = new OutboundBuffer();
    private ConnectionListener listener = new GoodbyeListener(); // the real one from start() on

    private final AtomicBoolean woken = new AtomicBoolean();
    private final Queue<byte[]> pongs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingPongs = new AtomicInteger();
    private final AtomicBoolean pingDue = new AtomicBoolean();
    private volatile @Nullable Farewell farewell;
    private volatile boolean aborted;
    private volatile long writtenMessages; // by the writer alone
    private volatile long writtenBytes; // by the writer alone
    private volatile long writeStarted; // nanoTime of the write that is under way, 0 if none is

    /// @param fault told what the listener threw; it is expected to call [#close]
    SocketWriter(
            String name,
            HelidonSocket socket,
            Consumer<Throwable> fault,
            LongSupplier nanoTime,
            TransportCounters counters) {
        this.socket = socket;
        this.fault = fault;
        this.nanoTime = nanoTime;
        this.counters = counters;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /// Whatever was asked for before is done now.
    void start(ConnectionListener listener) {
        this.listener = listener;
        thread.start();
    }

    /// Costs a volatile read when the writer has been woken already, else about 0.1 microseconds.
    void wake() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    void ping() {
        pingDue.set(true);
        wake();
    }

    void pong(byte[] payload) {
        if (waitingPongs.incrementAndGet() > MAX_WAITING_PONGS) {
            waitingPongs.decrementAndGet();
            return;
        }
        pongs.add(payload);
        wake();
    }

    /// Ends the output with a close frame; called at most once.
    void close(int code, String reason, boolean drain) {
        farewell = new Farewell(code, reason, drain);
        wake();
    }

    /// Ends the output now, in the middle of a write too; the socket is unusable afterwards.
    void abort() {
        aborted = true;
        thread.interrupt();
    }

    /// Nanoseconds for which the write under way has not returned, 0 if none is under way.
    long writingFor(long now) {
        long started = writeStarted;
        return started == 0 ? 0 : now - started;
    }

    /// Text and binary messages so far; any thread.
    long writtenMessages() {
        return writtenMessages;
    }

    /// Any thread.
    long writtenBytes() {
        return writtenBytes;
    }

    /// Waits until the close frame has left, and aborts if that takes longer. Afterwards the listener is not asked again.
    void finish(Duration patience) {
        if (!joined(patience)) {
            abort();
            joined(ABORT_PATIENCE);
        }
    }

    private boolean joined(Duration patience) {
        try {
            return thread.join(patience);
        } catch (InterruptedException e) {
            return false; // the server is being stopped by force
        }
    }

    private void run() {
        try {
            while (awake()) {
                if (writeRounds()) {
                    return;
                }
            }
        } catch (UncheckedIOException e) {
            closeSocket(); // the reader learns of it by its read
        } finally {
            writeStarted = 0;
        }
    }

    private boolean awake() {
        while (!woken.getAndSet(false)) {
            if (aborted) {
                return false;
            }
            LockSupport.park(this);
        }
        return !aborted;
    }

    /// True once the close frame is out.
    private boolean writeRounds() {
        while (true) {
            // Read before the listener is asked: what it was given before the close has to go out before the close frame.
            Farewell last = farewell;
            out.clear();
            addControls();
            boolean added = (last == null || last.drain) && addMessages();
            if (last != null && !added) {
                out.close(last.code, last.reason);
                write();
                return true;
            }
            if (out.size() > 0) {
                write();
            }
            if (added) {
                listener.written();
            }
            if (!added) {
                return false;
            }
        }
    }

    private void addControls() {
        if (pingDue.getAndSet(false)) {
            out.ping();
        }
        for (byte @Nullable [] pong = pongs.poll(); pong != null; pong = pongs.poll()) {
            waitingPongs.decrementAndGet();
            out.pong(pong);
        }
    }

    private boolean addMessages() {
        try {
            listener.fill(out);
        } catch (RuntimeException | Error e) {
            out.clear(); // half a message may be in it
            fault.accept(e);
            Farewell last = farewell;
            if (last != null) {
                farewell = new Farewell(last.code, last.reason, false);
                wake();
            }
        }
        return !out.isEmpty();
    }

    private void write() {
        counters.wrote(out.size(), out.messages());
        long messages = writtenMessages;
        writtenMessages = messages + out.messages();
        long bytes = writtenBytes;
        writtenBytes = bytes + out.size();
        writeStarted = nanoTime.getAsLong() | 1; // never 0
        out.writeTo(socket);
        writeStarted = 0;
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (UncheckedIOException e) {
            // It was closed already.
        }
    }
}
