package dev.rookery.server.transport;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.session.Connection;
import dev.rookery.server.session.ConnectionAcceptor;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import dev.rookery.server.session.ConnectionListener;
import dev.rookery.server.session.Traffic;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One WebSocket after its handshake, with blocking I/O: this object reads on the virtual thread that Helidon gave the
/// connection, its [SocketWriter] writes on another. A transport that reads and writes in the room's rhythm can take its
/// place: sessions know only [Connection].
///
/// Its end is decided once, by whoever is first (peer, session, watch, fault), and reported once, when the reader is
/// through and the writer has stopped.
///
/// Reading, and everything without a note, is the reader thread's. Methods of [Connection] may be called by any thread.
///
/// ```
///   OPEN ──close(), protocol error, silence──▶ CLOSING (input ignored, peer's CLOSE awaited, 2 s) ──┐
///     ├──CLOSE from the peer──▶ echoed (2 s) ───────────────────────────────────────────────────────┤
///     └──FIN, RST, stuck write──────────────────────────────────────────────────────────────────────┴▶ ENDED
/// ```
final class WebSocketConnection implements ServerConnection, Connection, FrameReader.Sink {
    private static final System.Logger LOG = System.getLogger(WebSocketConnection.class.getName());

    /// From the decision to close until the socket is cut, whatever the peer does.
    static final long CLOSING_NANOS = SECONDS.toNanos(2);

    /// The same for a peer that has been silent for so long that no answer can be hoped for.
    static final long CLOSING_SILENT_NANOS = SECONDS.toNanos(1) / 2;

    static final long STALLED_NANOS = SECONDS.toNanos(1);
    static final long STUCK_NANOS = SECONDS.toNanos(10);
    static final long PING_AFTER_NANOS = SECONDS.toNanos(10);
    static final long SILENCE_NANOS = SECONDS.toNanos(30);

    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(2);
    private static final ConnectionEnd GONE = new ConnectionEnd(Cause.ABRUPT, 1006);

    private final long id;
    private final InetAddress remoteAddress;
    private final HelidonSocket socket;
    private final DataReader received; // what came right behind the handshake
    private final ConnectionAcceptor acceptor;
    private final OpenConnections.Admission admission;
    private final int maxMessageBytes;
    private final int maxPongsPerSecond;
    private final LongSupplier nanoTime;
    private final TransportCounters counters;

    private final FrameReader frames;
    private final AtomicReference<@Nullable ConnectionEnd> end = new AtomicReference<>();
    private final SocketWriter writer;
    private final Object interruptLock = new Object();

    private ConnectionListener listener = new GoodbyeListener();
    private boolean peerClosed;
    private long pongWindowStart;
    private int pongsInWindow;
    private long receivedMessages;
    private long receivedBytes;

    private volatile int inboundLimit; // bytes
    private volatile long lastInbound;
    private volatile long lastPing; // written by the watch only
    private volatile long closingSince; // nanoTime of the decision to close, 0 while open

    private @Nullable Thread reader; // guarded by interruptLock; null once nobody may interrupt it any more
    private boolean aborted; // guarded by interruptLock

    WebSocketConnection(
            ConnectionContext context,
            OpenConnections.Admission admission,
            ConnectionAcceptor acceptor,
            TransportConfig config,
            LongSupplier nanoTime,
            TransportCounters counters) {
        this.id = admission.id();
        this.remoteAddress = admission.address();
        this.socket = context.serverSocket();
        this.received = context.dataReader();
        this.admission = admission;
        this.acceptor = acceptor;
        this.maxMessageBytes = config.sockets().messageBytes();
        this.maxPongsPerSecond = config.sockets().pingsPerSecond();
        this.frames = new FrameReader(this, config.sockets().fragments());
        this.inboundLimit = config.maxFirstMessageBytes();
        this.nanoTime = nanoTime;
        this.counters = counters;
        this.writer = new SocketWriter("writer-" + id, socket, this::fault, nanoTime, counters);
        long now = nanoTime.getAsLong();
        this.lastInbound = now;
        this.lastPing = now;
        this.pongWindowStart = now;
    }

    // ---- Helidon's side

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
        admission.opened(this);
        boolean broken = false;
        try {
            attend();
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
            admission.close();
            report();
        }
    }

    /// The watch alone judges silence.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    /// The server is being stopped by force, because a graceful stop comes first and leaves nobody.
    @Override
    public void close(boolean interrupt) {
        decide(Cause.SERVER, CloseCode.RESTARTING.code());
        if (!abort()) {
            admission.close(); // stopped between handshake and handle()
        }
    }

    // ---- the session's side

    @Override
    public long id() {
        return id;
    }

    @Override
    public InetAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public void wake() {
        writer.wake();
    }

    @Override
    public long silentNanos() {
        return nanoTime.getAsLong() - lastInbound;
    }

    @Override
    public Traffic traffic() {
        return new Traffic(receivedMessages, receivedBytes, writer.writtenMessages(), writer.writtenBytes());
    }

    @Override
    public void limitInbound(int maxMessageBytes) {
        inboundLimit = Math.clamp(maxMessageBytes, 0, this.maxMessageBytes);
    }

    @Override
    public void close(CloseCode code, String reason) {
        closeWith(Cause.SERVER, code, reason, true);
    }

    // ---- the watch's side

    /// Judges the deadlines of this connection.
    void checkDeadlines(long now) {
        long closing = closingSince;
        if (closing != 0) {
            ConnectionEnd decided = end.get();
            boolean isSilent = decided != null && decided.cause() == Cause.SILENCE;
            if (now - closing > (isSilent ? CLOSING_SILENT_NANOS : CLOSING_NANOS)) {
                abort();
            }
            return;
        }
        if (writer.writingFor(now) > STUCK_NANOS) {
            if (decide(Cause.STUCK, CloseCode.TOO_SLOW.code())) {
                abort();
            }
            return;
        }
        long silence = now - lastInbound;
        if (silence > SILENCE_NANOS) {
            closeWith(Cause.SILENCE, CloseCode.HEARTBEAT, CloseCode.HEARTBEAT.token(), false);
        } else if (silence > PING_AFTER_NANOS && now - lastPing > PING_AFTER_NANOS) {
            lastPing = now;
            writer.ping();
        }
    }

    /// Whether the write under way has not returned for a second; any thread.
    boolean isStalled(long now) {
        return writer.writingFor(now) > STALLED_NANOS;
    }

    // ---- the frame reader's side

    @Override
    public void text(String text) {
        if (isOpen()) {
            counters.receivedMessage();
            receivedMessages++;
            try {
                listener.onText(text);
            } catch (RuntimeException | Error e) {
                fault(e);
            }
        }
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        if (isOpen()) {
            counters.receivedMessage();
            receivedMessages++;
            try {
                listener.onBinary(bytes, offset, length);
            } catch (RuntimeException | Error e) {
                fault(e);
            }
        }
    }

    @Override
    public void ping(byte[] bytes, int offset, int length) {
        if (!isOpen()) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - pongWindowStart > SECONDS.toNanos(1)) {
            pongWindowStart = now;
            pongsInWindow = 0;
        }
        if (++pongsInWindow > maxPongsPerSecond) {
            counters.ignoredPing();
        } else {
            writer.pong(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    @Override
    public void peerClose(int code) {
        peerClosed = true;
        if (decide(Cause.CLIENT, code)) {
            writer.close(code, "", false);
        }
    }

    // ---- inside

    private void attend() {
        @Nullable Throwable refusal = null;
        try {
            listener = acceptor.accept(this);
        } catch (RuntimeException | Error e) {
            refusal = e;
        }
        writer.start(listener);
        if (refusal != null) {
            fault(refusal);
        }
    }

    private void readToTheEnd() {
        int early = received.available();
        if (early > 0) {
            take(received.readBuffer(early).readBytes());
        }
        while (!peerClosed) {
            byte @Nullable [] bytes = socket.get();
            if (bytes == null) {
                return;
            }
            take(bytes);
        }
    }

    private void take(byte[] bytes) {
        lastInbound = nanoTime.getAsLong();
        counters.received(bytes.length);
        receivedBytes += bytes.length;
        @Nullable CloseCode fault = frames.read(bytes, 0, bytes.length, inboundLimit);
        if (fault != null) {
            closeWith(Cause.SERVER, fault, fault.token(), false);
        }
    }

    private boolean isOpen() {
        return end.get() == null;
    }

    private void fault(Throwable e) {
        LOG.log(Level.ERROR, "ev=connection.fault conn=" + id, e);
        closeWith(Cause.FAULT, CloseCode.INTERNAL, CloseCode.INTERNAL.token(), false);
    }

    private void closeWith(Cause cause, CloseCode code, String reason, boolean drain) {
        if (!decide(cause, code.code())) {
            return;
        }
        closingSince = nanoTime.getAsLong() | 1; // never 0
        writer.close(code.code(), reason, drain);
    }

    private boolean decide(Cause cause, int code) {
        return end.compareAndSet(null, new ConnectionEnd(cause, code));
    }

    /// Interrupts both threads: that frees them from the socket at once, with TLS too, where closing it would block
    /// behind the stuck write. False if the reader has not come yet or has gone.
    private boolean abort() {
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

    private void report() {
        ConnectionEnd decided = end.get();
        ConnectionEnd reported = decided == null ? GONE : decided;
        end.set(reported);
        try {
            listener.onEnd(reported);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "ev=connection.fault conn=" + id, e);
        }
    }
}
