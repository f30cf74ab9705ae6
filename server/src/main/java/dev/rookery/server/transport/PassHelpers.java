package dev.rookery.server.transport;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;

/// Virtual threads, one fewer than cores, that take parts of the passes of large rooms while the room's thread takes others. Where no
/// core is free the room does all by itself. Any thread may call; a call allocates nothing.
final class PassHelpers implements AutoCloseable {
    private static final int MAX_CALLS = 256; // a call that is lost costs time only

    private final ManyToManyConcurrentArrayQueue<ChannelPulse> calls = new ManyToManyConcurrentArrayQueue<>(MAX_CALLS);
    private final Thread[] threads;
    private volatile boolean closed;

    PassHelpers(int count) {
        threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            threads[i] = Thread.ofVirtual().name("pass-helper-" + i).unstarted(this::run);
        }
    }

    void start() {
        for (Thread thread : threads) {
            thread.start();
        }
    }

    /// A pass has so many parts that somebody else could take.
    void call(ChannelPulse pulse, int parts) {
        for (int i = 0; i < Math.min(parts, threads.length) && calls.offer(pulse); i++) {
            LockSupport.unpark(threads[i]);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            ChannelPulse called = calls.poll();
            if (called == null) {
                LockSupport.park(this);
            } else {
                called.help();
            }
        }
    }
}
