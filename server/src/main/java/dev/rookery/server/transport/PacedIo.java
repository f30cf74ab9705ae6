package dev.rookery.server.transport;

import dev.rookery.server.room.RoomPulse;
import dev.rookery.server.session.ConnectionAcceptor;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/// Reading and writing in the rooms' rhythm, for all sockets of players and spectators that it can have: decides at the start
/// whether it can, and makes the [ChannelPulse] of each room and each stand and the connections that go with them. Where it cannot,
/// every connection is a [BlockingConnection]. Safe for any thread.
public final class PacedIo {
    private static final System.Logger LOG = System.getLogger(PacedIo.class.getName());
    private static final int POOLED = 64; // more rooms than this pass at the same time on no machine that we know
    private static final long CAPTURE_MILLIS = 2000;
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final IoMode mode;
    private final LongSupplier nanoTime;
    private final String why; // of the choice before the listener runs
    private final boolean isPossible;
    private final PassHelpers helpers = new PassHelpers(Runtime.getRuntime().availableProcessors() - 1);
    private final ManyToManyConcurrentArrayQueue<IoBuffers> pool = new ManyToManyConcurrentArrayQueue<>(POOLED);
    private @Nullable CapturedChannels channels; // set before the listeners start
    private @Nullable LobbyLoop lobby; // null where it is not possible
    private volatile boolean isOn;
    private long lastSweep; // the watch's

    /// @throws IllegalArgumentException if the settings ask for what is impossible, with a sentence
    public PacedIo(IoMode mode, boolean isTls, LongSupplier nanoTime) {
        if (mode == IoMode.ROOM_PACED && isTls) {
            throw new IllegalArgumentException(
                    "transport.io is room-paced, but this process ends TLS itself: set it to auto, or end TLS in a proxy in front.");
        }
        this.mode = mode;
        this.nanoTime = nanoTime;
        this.isPossible = mode != IoMode.BLOCKING && !isTls;
        this.why = mode == IoMode.BLOCKING ? "transport.io" : isTls ? "tls" : "plain sockets";
        this.isOn = isPossible;
    }

    /// For a new room.
    public RoomPulse newPulse() {
        return newPulse(true);
    }

    /// For the stand of those who watch a room.
    public RoomPulse newStandPulse() {
        return newPulse(false);
    }

    private RoomPulse newPulse(boolean timesArrivals) {
        return isPossible ? new ChannelPulse(this, timesArrivals) : RoomPulse.NONE;
    }

    /// The listener's options, through which the channels are seen.
    SocketOptions watched(SocketOptions options) {
        if (!isPossible) {
            return options;
        }
        CapturedChannels watching = new CapturedChannels(options);
        channels = watching;
        return watching;
    }

    /// Before the listener: the lobby runs.
    void start() {
        if (isPossible) {
            LobbyLoop started = new LobbyLoop();
            lobby = started;
            started.start();
            helpers.start();
        }
    }

    /// The listener accepts: sees whether its channels are seen, by one connection to itself, and says in one line which transport
    /// runs and why.
    void check(InetSocketAddress listener) {
        String reason = why;
        CapturedChannels watching = channels;
        if (isPossible && watching != null) {
            boolean seen = false;
            try (SocketChannel probe = SocketChannel.open(listener)) {
                seen = probe.isConnected() && watching.seesChannels(CAPTURE_MILLIS);
            } catch (IOException e) {
                reason = "no connection to itself: " + e.getMessage();
            }
            isOn = seen;
            reason = seen ? reason + ", channels captured" : reason + ", channels not captured";
        }
        LOG.log(
                isOn == isPossible ? Level.INFO : Level.WARNING,
                "ev=transport.io mode=" + name(isOn ? IoMode.ROOM_PACED : IoMode.BLOCKING) + " asked=" + name(mode) + " why=\""
                        + reason + "\"");
    }

    private static String name(IoMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A connection after its 101.
    WebSocketConnection connection(
            ConnectionContext context,
            OpenConnections.Admission admission,
            ConnectionAcceptor acceptor,
            WebSocketConnection.Surroundings surroundings) {
        CapturedChannels watching = channels;
        LobbyLoop first = lobby;
        SocketChannel channel = watching == null ? null : watching.take(context);
        return isOn && first != null && channel != null
                ? new PacedConnection(context, channel, first, admission, acceptor, surroundings)
                : new BlockingConnection(context, admission, acceptor, surroundings);
    }

    /// For the passes of large rooms.
    PassHelpers helpers() {
        return helpers;
    }

    /// For one pass, on the calling thread.
    IoBuffers borrow() {
        IoBuffers pooled = pool.poll();
        return pooled == null ? new IoBuffers() : pooled;
    }

    void giveBack(IoBuffers buffers) {
        var _ = pool.offer(buffers); // or it is garbage
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /// Connections in a room have begun to listen.
    void wakeLobby() {
        LobbyLoop started = lobby;
        if (started != null) {
            started.wake();
        }
    }

    /// The watch.
    void sweep(long now) {
        CapturedChannels watching = channels;
        if (watching != null && now - lastSweep > SWEEP_NANOS) {
            lastSweep = now;
            watching.forgetClosed();
        }
    }

    /// After the listeners.
    void stop() {
        LobbyLoop started = lobby;
        if (started != null) {
            started.close();
            helpers.close();
        }
    }
}
