package dev.rookery.server.transport;

import dev.rookery.server.session.ConnectionListener;
import io.helidon.common.socket.HelidonSocket;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// The single writer of a blocking socket: everything that leaves it is written here, round by round. When woken it goes on until
/// there is nothing left.
///
/// Owns the socket's output; runs on its own virtual thread, because only there a write that blocks on a slow client can
/// be interrupted. The other methods may be called from any thread and never block, [#finish] excepted.
///
/// ```
///   ASLEEP ──wake──▶ WRITING ──nothing left──▶ ASLEEP
///                       └──close frame written, socket failed, abort──▶ over
/// ```
final class SocketWriter {
    private static final Duration ABORT_PATIENCE = Duration.ofSeconds(1);

    private final HelidonSocket socket;
    private final OutboundRounds rounds;
    private final LongSupplier nanoTime;
    private final Thread thread;
    private final OutboundBuffer out = OutboundBuffer.ofOne();
    private ConnectionListener listener = new GoodbyeListener(); // the real one from start() on

    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean aborted;
    private volatile long writeStarted; // nanoTime of the write that is under way, 0 if none is

    SocketWriter(String name, HelidonSocket socket, OutboundRounds rounds, LongSupplier nanoTime) {
        this.socket = socket;
        this.rounds = rounds;
        this.nanoTime = nanoTime;
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
            OutboundRounds.Round round = rounds.next(listener, out);
            if (round == OutboundRounds.Round.NOTHING) {
                return false;
            }
            write();
            switch (round) {
                case NOTHING, CONTROLS -> {
                    return false;
                }
                case MESSAGES -> listener.written();
                case ALL_MESSAGES -> {
                    listener.written();
                    return false;
                }
                case LAST -> {
                    return true;
                }
            }
        }
    }

    private void write() {
        rounds.writing(out);
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
