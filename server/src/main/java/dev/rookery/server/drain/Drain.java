package dev.rookery.server.drain;

import dev.rookery.protocol.RetryHint;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// How a node ends: players are told, rooms end or time out, sockets close, then everything stops.
///
/// ```text
///   SERVING ──begin──▶ DRAINING ──no room or player left, time up, hurry──▶ CLOSING ──▶ STOPPED
///                      new players 503,                                     rooms' last tick (1 s at most),
///                      seats can be taken back                              sockets told and awaited (2.5 s at most)
/// ```
///
/// Any thread may ask, begin and hurry. One thread of its own, which begins with the drain, takes all further steps; it looks
/// every 10 ms, because what it waits for happens on the threads of rooms and sockets, which owe it nothing.
public final class Drain {
    /// Where a node is in its life.
    public enum Phase {
        SERVING,
        DRAINING,
        CLOSING,
        STOPPED
    }

    /// Who wanted it.
    public enum Cause {
        SIGNAL,
        ADMIN,
        /// The program around it, a test for example.
        PROGRAM
    }

    private static final System.Logger LOG = System.getLogger(Drain.class.getName());
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LATE_NANOS = SECOND_NANOS / 2; // rooms end by themselves; this is for those that do not
    private static final long ROOM_NANOS = SECOND_NANOS;
    private static final long SOCKET_NANOS = 5 * SECOND_NANOS / 2; // sockets are cut after 2 s, and then noticed
    private static final long HURRIED_NANOS = SECOND_NANOS / 4;

    private final DrainConfig config;
    private final DrainSteps steps;
    private final String node;
    private final Executor runner;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile Phase phase = Phase.SERVING; // after SERVING, written by the drain's thread only
    private volatile boolean hurried;
    private volatile long begunNanos;
    private volatile long noticeNanos; // from the beginning
    private volatile long matchNanos; // from the beginning
    private long closingNanos; // drain's thread: when it began to close
    private long socketsNanos; // drain's thread: when it began to close sockets, 0 before

    /// @param node name of this process, for logs
    /// @param runner gives the drain its thread
    public Drain(DrainConfig config, DrainSteps steps, String node, Executor runner, LongSupplier nanoTime) {
        this.config = config;
        this.steps = steps;
        this.node = node;
        this.runner = runner;
        this.nanoTime = nanoTime;
    }

    public Phase phase() {
        return phase;
    }

    /// Whether new players are welcome.
    public boolean isServing() {
        return phase == Phase.SERVING;
    }

    /// Whether a seat that is held can still be taken back.
    public boolean isResumable() {
        return phase == Phase.SERVING || phase == Phase.DRAINING;
    }

    /// How long rooms go on, at most, in milliseconds; 0 once they are closed, and while nothing ends.
    public long millisLeft() {
        if (phase != Phase.DRAINING) {
            return 0;
        }
        long end = steps.matches() > 0 ? matchNanos : noticeNanos;
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - (nanoTime.getAsLong() - begunNanos)));
    }

    /// When somebody comes back who is turned away now.
    public RetryHint hint() {
        return config.hint().later(millisLeft());
    }

    /// The longest notice that can be asked for.
    public int maxNoticeSeconds() {
        return config.maxNoticeSeconds();
    }

    /// Begins with the usual notice, or does nothing if it has begun.
    public boolean begin(Cause cause) {
        return begin(cause, config.noticeSeconds());
    }

    /// Begins, or does nothing if it has begun. When nobody plays there is no notice.
    ///
    /// @param noticeSeconds until rooms end, at most [#maxNoticeSeconds]
    /// @return whether it began now
    public boolean begin(Cause cause, int noticeSeconds) {
        if (noticeSeconds < 0 || noticeSeconds > config.maxNoticeSeconds()) {
            throw new IllegalArgumentException("This time does not fit: noticeSeconds=" + noticeSeconds);
        }
        int notice;
        int match;
        synchronized (this) {
            if (phase != Phase.SERVING) {
                return false;
            }
            notice = steps.players() == 0 ? 0 : noticeSeconds;
            match = notice == 0 ? 0 : Math.max(notice, config.matchSeconds());
            begunNanos = nanoTime.getAsLong();
            noticeNanos = notice * SECOND_NANOS;
            matchNanos = match * SECOND_NANOS;
            phase = Phase.DRAINING;
        }
        LOG.log(
                Level.INFO,
                "ev=node.drain node=" + node + " cause=" + cause.name().toLowerCase(Locale.ROOT) + " seconds=" + notice
                        + " players=" + steps.players() + " rooms=" + steps.rooms());
        steps.begun(cause, notice);
        steps.drainRooms(notice, match);
        runner.execute(this::run);
        return true;
    }

    /// Whatever is still waited for is waited for no longer than half a second from now.
    public void hurry() {
        hurried = true;
    }

    /// Waits until the node has stopped.
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    private void run() {
        try {
            while (advance() != Phase.STOPPED) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "ev=node.drain.fault node=" + node, e);
        } finally {
            phase = Phase.STOPPED; // whatever happened, nobody waits for ever
            stopped.countDown();
        }
    }

    /// Takes the steps that are due, on the drain's thread.
    Phase advance() {
        long now = nanoTime.getAsLong();
        if (phase == Phase.DRAINING && isDrained(now)) {
            phase = Phase.CLOSING;
            closingNanos = now;
            steps.closeRooms();
        }
        if (phase == Phase.CLOSING) {
            close(now);
        }
        return phase;
    }

    private boolean isDrained(long now) {
        return hurried || steps.rooms() == 0 || steps.players() == 0 || now - begunNanos > matchNanos + LATE_NANOS;
    }

    private void close(long now) {
        if (socketsNanos == 0) {
            if (steps.rooms() > 0 && now - closingNanos < (hurried ? HURRIED_NANOS : ROOM_NANOS)) {
                return; // a room's end is the last thing that its players' outboxes are given
            }
            socketsNanos = now | 1; // never 0
        }
        steps.closeSockets();
        int sockets = steps.sockets();
        if (sockets > 0 && now - socketsNanos < (hurried ? HURRIED_NANOS : SOCKET_NANOS)) {
            return;
        }
        LOG.log(
                Level.INFO,
                "ev=node.stop node=" + node + " millis=" + Duration.ofNanos(now - begunNanos).toMillis() + " cut=" + sockets);
        steps.stop();
        phase = Phase.STOPPED;
    }
}
