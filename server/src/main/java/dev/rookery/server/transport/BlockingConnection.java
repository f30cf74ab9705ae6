package dev.rookery.server.transport;

import dev.rookery.server.session.ConnectionAcceptor;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A WebSocket with blocking I/O, over TLS too: this object reads on the virtual thread that Helidon gave the connection, its
/// [SocketWriter] writes on another.
final class BlockingConnection extends WebSocketConnection {
    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(2);

    private final HelidonSocket socket;
    private final DataReader received; // what came right behind the handshake
    private final LongSupplier nanoTime;
    private final SocketWriter writer;
    private final Object interruptLock = new Object();

    private @Nullable Thread reader; // guarded by interruptLock; null once nobody may interrupt it any more
    private boolean aborted; // guarded by interruptLock

    BlockingConnection(
            ConnectionContext context,
            OpenConnections.Admission admission,
            ConnectionAcceptor acceptor,
            Surroundings surroundings) {
        super(admission, acceptor, surroundings);
        this.socket = context.serverSocket();
        this.received = context.dataReader();
        this.nanoTime = surroundings.nanoTime();
        this.writer = new SocketWriter("writer-" + admission.id(), socket, rounds, nanoTime);
    }

    /// Runs the connection to its end. Nothing is thrown, because Helidon would answer any exception with HTTP text in
    /// the middle of the WebSocket.
    @Override
    public void handle(Limit limit) {
        synchronized (interruptLock) {
            reader = Thread.currentThread();
            if (aborted) {
                reader.interrupt();
            }
        }
        boolean broken = false;
        try {
            attend();
            writer.start(listener());
            readToTheEnd();
        } catch (UncheckedIOException e) {
            broken = true; // RST, or abort(): whoever aborted has decided the end
        } catch (RuntimeException | Error e) {
            fault(e);
        } finally {
            broken |= releaseReader();
            if (broken || isOpen()) {
                writer.abort();
            }
            writer.finish(FLUSH_PATIENCE);
            over();
        }
    }

    @Override
    public void wake() {
        writer.wake();
    }

    @Override
    long writingFor(long now) {
        return writer.writingFor(now);
    }

    @Override
    public void slowDown(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    private void readToTheEnd() {
        int early = received.available();
        if (early > 0) {
            byte[] bytes = received.readBuffer(early).readBytes();
            take(bytes, bytes.length, nanoTime.getAsLong());
        }
        while (!isPeerClosed()) {
            byte @Nullable [] bytes = socket.get();
            if (bytes == null) {
                return;
            }
            take(bytes, bytes.length, nanoTime.getAsLong());
        }
    }

    /// Interrupts both threads: that frees them from the socket at once, with TLS too, where closing it would block
    /// behind the stuck write.
    @Override
    boolean abort() {
        synchronized (interruptLock) {
            Thread thread = reader;
            if (!aborted) {
                aborted = true;
                writer.abort();
                if (thread != null) {
                    thread.interrupt();
                }
            }
            return thread != null;
        }
    }

    /// From here on nobody interrupts the reader, so that the session is told of the end in peace. True if somebody had.
    private boolean releaseReader() {
        synchronized (interruptLock) {
            reader = null;
            boolean interrupted = Thread.interrupted();
            return interrupted || aborted;
        }
    }
}
