package dev.rookery.testing;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Reads for a [DecodingPlayer] on a thread of its own, as a page does, until the connection ends; and stops reading when it
/// is told to, as a page does whose machine is busy.
public final class BackgroundReader implements AutoCloseable {
    private final DecodingPlayer player;
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stalled;
    private volatile boolean ended;

    public BackgroundReader(DecodingPlayer player) {
        this.player = player;
        thread = Thread.ofVirtual().name("reader").start(this::run);
    }

    private void run() {
        try {
            do {
                while (stalled) {
                    LockSupport.park(this);
                }
            } while (player.read());
        } catch (RuntimeException | Error e) {
            failure.set(e);
        }
        ended = true;
    }

    /// Nothing is read after the frame that is being read now.
    public void stall() {
        stalled = true;
    }

    public void goOn() {
        stalled = false;
        LockSupport.unpark(thread);
    }

    public DecodingPlayer player() {
        return player;
    }

    /// Whether the connection has ended.
    public boolean isOver() {
        return ended;
    }

    /// Ends the connection, and fails if reading did.
    @Override
    public void close() {
        player.close();
        goOn();
        Throwable reason = failure.get();
        if (reason != null) {
            throw new AssertionError("Reading failed", reason);
        }
    }
}
