package dev.rookery.server.transport;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.session.Connection;
import dev.rookery.server.session.ConnectionAcceptor;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import dev.rookery.server.session.ConnectionListener;
import dev.rookery.server.session.Traffic;
import io.helidon.webserver.spi.ServerConnection;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One WebSocket after its handshake, whatever reads and writes it: its rules, its deadlines and its end. Sessions know only
/// [Connection].
///
/// Its end is decided once, by whoever is first (peer, session, watch, fault), and reported once, when nobody reads or
/// writes any more.
///
/// What the frame reader calls, and everything without a note, belongs to whoever reads: a [BlockingConnection]'s thread, or the
/// present owner of a [PacedConnection]. Methods of [Connection] may be called by any thread.
///
/// ```
///   OPEN ──close(), protocol error, silence──▶ CLOSING (input ignored, peer's CLOSE awaited, 2 s) ──┐
///     ├──CLOSE from the peer──▶ echoed (2 s) ───────────────────────────────────────────────────────┤
///     └──FIN, RST, stuck write──────────────────────────────────────────────────────────────────────┴▶ ENDED
/// ```
abstract sealed class WebSocketConnection implements ServerConnection, Connection, FrameReader.Sink
        permits BlockingConnection, PacedConnection {
    private static final System.Logger LOG = System.getLogger(WebSocketConnection.class.getName());

    /// From the decision to close until the socket is cut, whatever the peer does.
    static final long CLOSING_NANOS = SECONDS.toNanos(2);

    /// The same for a peer that has been silent for so long that no answer can be hoped for.
    static final long CLOSING_SILENT_NANOS = SECONDS.toNanos(1) / 2;

    static final long STALLED_NANOS = SECONDS.toNanos(1);
    static final long STUCK_NANOS = SECONDS.toNanos(10);
    static final long PING_AFTER_NANOS = SECONDS.toNanos(10);
    static final long SILENCE_NANOS = SECONDS.toNanos(30);

    private static final AtomicReferenceFieldUpdater<WebSocketConnection, @Nullable ConnectionEnd> END =
            AtomicReferenceFieldUpdater.newUpdater(WebSocketConnection.class, ConnectionEnd.class, "end");

    private static final ConnectionEnd GONE = new ConnectionEnd(Cause.ABRUPT, 1006);

    /// What all connections share.
    ///
    /// @param nanoTime the monotonic clock
    record Surroundings(TransportConfig config, LongSupplier nanoTime, TransportCounters counters) {}

    final OutboundRounds rounds;

    private final long id;
    private final InetAddress remoteAddress;
    private final ConnectionAcceptor acceptor;
    private final OpenConnections.Admission admission;
    private final int maxMessageBytes;
    private final int maxPongsPerSecond;
    private final LongSupplier nanoTime;
    private final TransportCounters counters;

    private final FrameReader frames;
    private volatile @Nullable ConnectionEnd end; // null while open; decided once, by END

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

    WebSocketConnection(
            OpenConnections.Admission admission, ConnectionAcceptor acceptor, Surroundings surroundings) {
        SocketLimits limits = surroundings.config().sockets();
        this.id = admission.id();
        this.remoteAddress = admission.address();
        this.admission = admission;
        this.acceptor = acceptor;
        this.maxMessageBytes = limits.messageBytes();
        this.maxPongsPerSecond = limits.pingsPerSecond();
        this.frames = new FrameReader(this, limits.fragments());
        this.inboundLimit = surroundings.config().maxFirstMessageBytes();
        this.nanoTime = surroundings.nanoTime();
        this.counters = surroundings.counters();
        this.rounds = new OutboundRounds(this::fault, counters);
        long now = nanoTime.getAsLong();
        this.lastInbound = now;
        this.lastPing = now;
        this.pongWindowStart = now;
    }

    // ---- what each transport does in its own way

    /// Ends input and output now, whatever is under way; any thread. False if nobody runs the connection, not yet or no more.
    abstract boolean abort();

    /// Nanoseconds for which the write under way has not been taken, 0 if none is under way; any thread.
    abstract long writingFor(long now);

    // ---- Helidon's side

    /// The watch alone judges silence.
    @Override
    public final Duration idleTime() {
        return Duration.ZERO;
    }

    /// The server is being stopped by force, because a graceful stop comes first and leaves nobody.
    @Override
    public final void close(boolean interrupt) {
        decide(Cause.SERVER, CloseCode.RESTARTING.code());
        if (!abort()) {
            admission.close(); // stopped between handshake and handle()
        }
    }

    // ---- the session's side

    @Override
    public final long id() {
        return id;
    }

    @Override
    public final InetAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public final long heardNanos() {
        return lastInbound;
    }

    @Override
    public final long silentNanos() {
        return nanoTime.getAsLong() - lastInbound;
    }

    @Override
    public final Traffic traffic() {
        return new Traffic(receivedMessages, receivedBytes, rounds.writtenMessages(), rounds.writtenBytes());
    }

    @Override
    public final void limitInbound(int maxMessageBytes) {
        inboundLimit = Math.clamp(maxMessageBytes, 0, this.maxMessageBytes);
    }

    @Override
    public final void close(CloseCode code, String reason) {
        closeWith(Cause.SERVER, code, reason, true);
    }

    // ---- the watch's side

    /// Judges the deadlines of this connection.
    final void checkDeadlines(long now) {
        long closing = closingSince;
        if (closing != 0) {
            ConnectionEnd decided = end;
            boolean isSilent = decided != null && decided.cause() == Cause.SILENCE;
            if (now - closing > (isSilent ? CLOSING_SILENT_NANOS : CLOSING_NANOS)) {
                abort();
            }
            return;
        }
        if (writingFor(now) > STUCK_NANOS) {
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
            rounds.ping();
            wake();
        }
    }

    /// Whether the write under way has not been taken for a second; any thread.
    final boolean isStalled(long now) {
        return writingFor(now) > STALLED_NANOS;
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
        } else if (rounds.pong(Arrays.copyOfRange(bytes, offset, offset + length))) {
            wake();
        }
    }

    @Override
    public void peerClose(int code) {
        peerClosed = true;
        if (decide(Cause.CLIENT, code)) {
            closingSince = nanoTime.getAsLong() | 1;
            rounds.close(code, "", false);
            wake();
        }
    }

    /// A fault of the peer's that the frame reader found.
    void protocolFault(CloseCode fault) {
        closeWith(Cause.SERVER, fault, fault.token(), false);
    }

    // ---- for those who read and write

    /// Introduces the listener; before anything is read or written.
    final void attend() {
        admission.opened(this);
        try {
            listener = acceptor.accept(this);
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    final ConnectionListener listener() {
        return listener;
    }

    /// Takes what came from the peer at `arrivedNanos`; the bytes may be changed in place.
    final void take(byte[] bytes, int length, long arrivedNanos) {
        lastInbound = arrivedNanos;
        counters.received(length);
        receivedBytes += length;
        @Nullable CloseCode fault = frames.read(bytes, 0, length, inboundLimit);
        if (fault != null) {
            protocolFault(fault);
        }
    }

    /// Whether the peer's close frame has come: nothing follows.
    final boolean isPeerClosed() {
        return peerClosed;
    }

    /// Any thread.
    final boolean isOpen() {
        return end == null;
    }

    /// Any thread: a mistake of ours.
    final void fault(Throwable e) {
        LOG.log(Level.ERROR, "ev=connection.fault conn=" + id, e);
        closeWith(Cause.FAULT, CloseCode.INTERNAL, CloseCode.INTERNAL.token(), false);
    }

    private void closeWith(Cause cause, CloseCode code, String reason, boolean drain) {
        if (!decide(cause, code.code())) {
            return;
        }
        closingSince = nanoTime.getAsLong() | 1; // never 0
        rounds.close(code.code(), reason, drain);
        wake();
    }

    private boolean decide(Cause cause, int code) {
        return END.compareAndSet(this, null, new ConnectionEnd(cause, code));
    }

    /// Gives the place back and tells the listener; once, when nobody reads or writes any more.
    final void over() {
        admission.close();
        ConnectionEnd decided = end;
        ConnectionEnd reported = decided == null ? GONE : decided;
        end = reported;
        try {
            listener.onEnd(reported);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "ev=connection.fault conn=" + id, e);
        }
    }
}
