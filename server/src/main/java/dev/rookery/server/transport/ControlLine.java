package dev.rookery.server.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What of a connection's work is rare and may take its time (a join, chat, the pause of a flooder), in order, on the virtual
/// thread that Helidon keeps for the connection anyway. While anything waits here nothing else of the connection may be handed
/// on, so that its messages stay in order and never overlap. One thread adds, the connection's owner of the moment.
final class ControlLine {
    private static final AtomicIntegerFieldUpdater<ControlLine> WAITING =
            AtomicIntegerFieldUpdater.newUpdater(ControlLine.class, "waiting");

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile int waiting; // those under way included; changed by WAITING
    private volatile @Nullable Thread thread;
    private volatile boolean ended;

    /// Owner: whether everything that was added is done.
    boolean isIdle() {
        return waiting == 0;
    }

    /// Owner.
    void add(Runnable task) {
        WAITING.incrementAndGet(this);
        tasks.add(task);
        LockSupport.unpark(thread);
    }

    /// Whether the calling thread is the one that works here.
    boolean isHere() {
        return Thread.currentThread() == thread;
    }

    /// Owner: nothing is added any more.
    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    /// Works on the calling thread until the end.
    ///
    /// @param idle told each time that all is done, since the owner has stopped handing on
    /// @param interrupted told when somebody interrupts the thread
    void run(Runnable idle, Runnable interrupted) {
        thread = Thread.currentThread();
        while (true) {
            boolean isLast = ended; // read first: what was added before is there
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
                if (WAITING.decrementAndGet(this) == 0) {
                    idle.run();
                }
            } else if (isLast) {
                return;
            } else {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    interrupted.run();
                }
            }
        }
    }
}
