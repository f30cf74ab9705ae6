package dev.rookery.server.transport;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.RoomPulse;
import dev.rookery.server.session.ConnectionAcceptor;
import dev.rookery.server.transport.OutboundRounds.Round;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A WebSocket on a channel that never blocks. It has one owner at a time, which alone reads, writes, and counts: the [LobbyLoop],
/// which is driven by events, or the [ChannelPulse] of a room, which comes by with each tick. They hand it over to each other by
/// their queues. What others want of it they leave in its rounds, and say so.
///
/// ```
///   handle() ─▶ LOBBY ──follow(), while open──▶ ROOM ──closing, gone, room over──▶ LOBBY ──▶ ended
/// ```
///
/// Text is rare and costs more than the rest together, so it goes to the [ControlLine] on the thread of [#handle]; until that is
/// through, nothing more is read.
final class PacedConnection extends WebSocketConnection {
    /// For so long nothing has to come until a room leaves it to the lobby to hear the next message: less than a hidden page's pongs
    /// are apart, more than the inputs of anybody who plays.
    static final long QUIET_NANOS = 500_000_000L;

    private final SocketChannel channel;
    private @Nullable ConnectionContext context; // of the handshake, until what came right behind it was taken
    private final LobbyLoop lobby;
    private final LongSupplier nanoTime;
    private final ControlLine control = new ControlLine();
    private final ArrivalClock arrival = new ArrivalClock();

    private final AtomicBoolean posted = new AtomicBoolean(); // in the lobby's queue
    private volatile boolean woken; // there may be something to write
    private volatile boolean adopted; // by the lobby; before, nobody owns it
    private volatile boolean handled; // its thread has come
    private volatile boolean aborted;
    private volatile @Nullable ChannelPulse destination; // where it belongs as long as it is open
    private volatile @Nullable ChannelPulse pulse; // its owner; null for the lobby
    private volatile long restSince; // nanoTime of the write that was not taken whole, 0 if there is none

    // The owner's.
    private @Nullable SelectionKey key; // made and read by the lobby; a room only says that it wants to hear
    private byte @Nullable [] rest; // of a round
    private int restFrom;
    private Round restOf = Round.NOTHING;
    private boolean isInputOver; // FIN
    private boolean isOutputOver; // the close frame is out
    private boolean broken;
    private boolean isOver; // nothing is done any more

    PacedConnection(
            ConnectionContext context,
            SocketChannel channel,
            LobbyLoop lobby,
            OpenConnections.Admission admission,
            ConnectionAcceptor acceptor,
            Surroundings surroundings) {
        super(admission, acceptor, surroundings);
        this.channel = channel;
        this.context = context;
        this.lobby = lobby;
        this.nanoTime = surroundings.nanoTime();
    }

    /// Runs the connection's control line to its end. Nothing is thrown, as in [BlockingConnection].
    @Override
    public void handle(Limit limit) {
        handled = true;
        try {
            attend();
            takeEarly();
            channel.configureBlocking(false);
            if (lobby.adopt(this)) {
                control.run(this::poke, this::abort);
            }
        } catch (IOException e) {
            // It is closed already.
        } catch (RuntimeException | Error e) {
            fault(e);
        } finally {
            over();
        }
    }

    /// What Helidon has read already; then it reads no more.
    private void takeEarly() {
        ConnectionContext handshake = Objects.requireNonNull(context, "handled twice");
        context = null;
        DataReader received = handshake.dataReader();
        int early = received.available();
        if (early > 0) {
            byte[] bytes = received.readBuffer(early).readBytes();
            take(bytes, bytes.length, nanoTime.getAsLong());
        }
        HelidonReadBuffer.release(handshake.serverSocket());
    }

    // ---- any thread

    @Override
    public void wake() {
        if (!woken) {
            woken = true;
        }
        poke();
    }

    /// The lobby is event driven, a room comes by anyway.
    private void poke() {
        if (adopted && pulse == null) {
            lobby.post(this);
        }
    }

    @Override
    public void follow(RoomPulse room) {
        if (room instanceof ChannelPulse channels) {
            destination = channels;
            poke();
        }
    }

    /// Once for as many calls as come before the lobby looks.
    boolean isFirstPost() {
        return !posted.getAndSet(true);
    }

    @Override
    boolean abort() {
        aborted = true;
        poke();
        return handled;
    }

    @Override
    long writingFor(long now) {
        long since = restSince;
        return since == 0 ? 0 : now - since;
    }

    @Override
    public void slowDown(long nanos) {
        if (control.isHere()) {
            LockSupport.parkNanos(nanos);
        } else {
            control.add(() -> LockSupport.parkNanos(nanos));
        }
    }

    // ---- the frame reader's side: in order, and text on the control line

    @Override
    public void text(String text) {
        control.add(() -> super.text(text));
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        if (control.isIdle()) {
            super.binary(bytes, offset, length);
        } else {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            control.add(() -> super.binary(copy, 0, copy.length));
        }
    }

    @Override
    public void ping(byte[] bytes, int offset, int length) {
        if (control.isIdle()) {
            super.ping(bytes, offset, length);
        } else {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            control.add(() -> super.ping(copy, 0, copy.length)); // who hears the pong knows that all before was heard too
        }
    }

    @Override
    public void peerClose(int code) {
        if (control.isIdle()) {
            super.peerClose(code);
        } else {
            control.add(() -> super.peerClose(code));
        }
    }

    @Override
    void protocolFault(CloseCode fault) {
        if (control.isIdle()) {
            super.protocolFault(fault);
        } else {
            control.add(() -> super.protocolFault(fault));
        }
    }

    // ---- the owner's side

    /// Takes what has come, at most one buffer full.
    void read(IoBuffers buffers, long nowNanos) {
        arrival.passed(nowNanos);
        if (isResting(nowNanos) || isInputOver || broken || !control.isIdle() || isPeerClosed()) {
            return;
        }
        ByteBuffer in = buffers.received.clear();
        int count;
        try {
            count = channel.read(in);
        } catch (IOException e) {
            broken = true; // RST
            return;
        }
        if (count < 0) {
            isInputOver = true;
        } else if (count > 0) {
            in.flip().get(buffers.bytes, 0, count);
            take(buffers.bytes, count, pulse == null ? nowNanos : nowNanos - arrival.waitedNanos());
        }
    }

    /// Writes what is due, as much as the socket takes.
    void write(IoBuffers buffers) {
        if (isOutputOver || broken || !(woken || rest != null)) {
            return;
        }
        try {
            if (rest == null || sendRest(buffers)) {
                sendRounds(buffers);
            }
        } catch (IOException e) {
            broken = true;
        }
    }

    private void sendRounds(IoBuffers buffers) throws IOException {
        woken = false;
        while (true) {
            Round round = rounds.next(listener(), buffers.frames);
            if (round == Round.NOTHING) {
                return;
            }
            rounds.writing(buffers.frames);
            if (!send(buffers, round)) {
                return;
            }
            sent(round);
            if (round != Round.MESSAGES) {
                return;
            }
        }
    }

    /// False if the socket has not taken all of it.
    private boolean send(IoBuffers buffers, Round round) throws IOException {
        ByteBuffer out = buffers.frames.flipped();
        channel.write(out);
        if (!out.hasRemaining()) {
            return true;
        }
        byte[] kept = new byte[out.remaining()];
        out.get(kept);
        rest = kept;
        restFrom = 0;
        restOf = round;
        restSince = nanoTime.getAsLong() | 1; // never 0
        return false;
    }

    private boolean sendRest(IoBuffers buffers) throws IOException {
        byte[] kept = rest;
        while (kept != null && restFrom < kept.length) {
            ByteBuffer out = buffers.frames.emptied();
            out.put(kept, restFrom, Math.min(out.remaining(), kept.length - restFrom)).flip();
            int taken = channel.write(out);
            restFrom += taken;
            if (out.hasRemaining()) {
                return false;
            }
        }
        rest = null;
        restSince = 0;
        sent(restOf);
        return true;
    }

    private void sent(Round round) {
        switch (round) {
            case NOTHING, CONTROLS -> {}
            case MESSAGES, ALL_MESSAGES -> listener().written();
            case LAST -> isOutputOver = true;
        }
    }

    /// Whether a room has no more to do with it.
    boolean isLeaving() {
        return broken || isInputOver || aborted || !isOpen();
    }

    /// Whether nothing is to be read or written any more.
    private boolean isDone() {
        if (aborted || broken) {
            return true;
        }
        if (!control.isIdle()) {
            return false;
        }
        return isInputOver ? isOutputOver || isOpen() : isPeerClosed() && isOutputOver;
    }

    /// A mistake of ours while working on it.
    void failed(Throwable e) {
        fault(e);
        broken = true;
    }

    /// A room's pulse lets go of it.
    void leaveRoom() {
        pulse = null;
        lobby.post(this);
    }

    /// Whether a room need not look, because nothing has come for a while and the lobby hears what comes next. Most of what a room
    /// full of hidden pages would cost are reads that find nothing.
    boolean isResting(long nowNanos) {
        return pulse != null && isQuiet(nowNanos) && arrival.isAwaited();
    }

    private boolean isQuiet(long nowNanos) {
        return nowNanos - heardNanos() > QUIET_NANOS;
    }

    /// A room's pulse has passed, and may want to know when the next message comes; it then has to wake the lobby.
    boolean isListening(boolean timesArrivals, boolean isSampled, long nowNanos) {
        SelectionKey registered = key;
        boolean isDue = isQuiet(nowNanos) ? arrival.isDue(true) : timesArrivals && arrival.isDue(isSampled);
        if (registered == null || !isDue) {
            return false;
        }
        arrival.listen();
        registered.interestOps(SelectionKey.OP_READ);
        return true;
    }

    // ---- the lobby's side

    /// The channel does not block any more.
    void adopted() {
        adopted = true;
    }

    /// Lobby: its key is ready. True if it is in a room, which only wanted to know when.
    boolean isHeardInRoom(SelectionKey ready) {
        if (pulse == null) {
            return false;
        }
        ready.interestOps(0);
        arrival.heard(nanoTime.getAsLong()); // second, or a room that began to listen anew in between would wait for nobody
        return true;
    }

    /// Lobby: does what is to be done, if it is the lobby's.
    void attend(IoBuffers buffers, Selector selector, boolean isReady) throws IOException {
        posted.set(false);
        if (pulse != null || !adopted || isOver) {
            return;
        }
        SelectionKey registered = key;
        if (registered == null) {
            registered = channel.register(selector, SelectionKey.OP_READ, this);
            key = registered;
        }
        if (isReady) {
            read(buffers, nanoTime.getAsLong());
        }
        write(buffers);
        if (isDone()) {
            leave();
            return;
        }
        ChannelPulse next = destination;
        if (next != null && !isLeaving()) {
            destination = null;
            registered.interestOps(0);
            pulse = next;
            if (!next.arrive(this)) {
                leaveRoom();
            }
            return;
        }
        boolean isReading = control.isIdle() && !isInputOver && !isPeerClosed();
        registered.interestOps((isReading ? SelectionKey.OP_READ : 0) | (rest != null ? SelectionKey.OP_WRITE : 0));
    }

    /// Lobby: closes the channel and lets the connection's thread end.
    void leave() {
        isOver = true;
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed as far as it can be.
        }
        control.end();
    }
}
