package dev.rookery.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One direction of a proxied connection: a thread reads segments and says when each is due, another writes them then.
final class ProxyPump {
    /// What was read at once.
    private static final class Segment {
        private final byte[] bytes; // none at the end of the stream
        private final long dueNanos;

        Segment(byte[] bytes, long dueNanos) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }
    }

    private static final int SEGMENT_BYTES = 1400;

    private final Socket from;
    private final Socket to;
    private final Supplier<NetworkProfile> profile;
    private final SplittableRandom random;
    private final Runnable reset;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Segment> segments = new ArrayDeque<>(); // guarded by lock
    private int waitingBytes; // guarded by lock
    private boolean stalled; // guarded by lock
    private boolean stopped; // guarded by lock
    private long bytes; // guarded by lock
    private long lastDueNanos; // the reader's
    private long freeNanos; // the writer's: when the bandwidth is free again

    /// @param reset called when either side ends abruptly
    ProxyPump(Socket from, Socket to, Supplier<NetworkProfile> profile, long seed, Runnable reset) {
        this.from = from;
        this.to = to;
        this.profile = profile;
        this.random = new SplittableRandom(seed);
        this.reset = reset;
        this.lastDueNanos = System.nanoTime();
        this.freeNanos = lastDueNanos;
    }

    void start() {
        Thread.ofVirtual().name("proxy-in").start(() -> run(this::readAll));
        Thread.ofVirtual().name("proxy-out").start(() -> run(this::writeAll));
    }

    void stall(boolean now) {
        change(() -> stalled = now);
    }

    void stop() {
        change(() -> stopped = true);
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            if (!isStopped()) {
                reset.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    private void readAll() throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[SEGMENT_BYTES];
        for (int count = in.read(buffer); ; count = in.read(buffer)) {
            Segment segment = new Segment(Arrays.copyOf(buffer, Math.max(0, count)), due());
            lock.lock();
            try {
                while (!stopped && (stalled || waitingBytes > profile.get().bufferBytes())) {
                    changed.await();
                }
                segments.add(segment);
                waitingBytes += segment.bytes.length;
                changed.signalAll();
                if (stopped) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            if (count < 0) {
                return;
            }
        }
    }

    private long due() {
        NetworkProfile now = profile.get();
        double millis = now.delayMillis() + Math.abs(random.nextGaussian()) * now.jitterMillis();
        if (now.holdChance() > 0 && random.nextDouble() < now.holdChance()) {
            millis += now.holdMillis();
        }
        lastDueNanos = Math.max(lastDueNanos, System.nanoTime() + (long) (millis * 1_000_000));
        return lastDueNanos;
    }

    private void writeAll() throws IOException, InterruptedException {
        OutputStream out = to.getOutputStream();
        for (Segment segment = take(); segment != null; segment = take()) {
            if (segment.bytes.length == 0) {
                to.shutdownOutput();
                return;
            }
            waitUntil(segment.dueNanos);
            int bytesPerSecond = profile.get().bytesPerSecond();
            if (bytesPerSecond > 0) {
                freeNanos = Math.max(freeNanos, System.nanoTime()) + segment.bytes.length * 1_000_000_000L / bytesPerSecond;
                waitUntil(freeNanos);
            }
            out.write(segment.bytes);
            int written = segment.bytes.length;
            change(() -> bytes += written);
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// The next segment, null once stopped.
    private @Nullable Segment take() throws InterruptedException {
        lock.lock();
        try {
            while (!stopped && (stalled || segments.isEmpty())) {
                changed.await();
            }
            if (stopped) {
                return null;
            }
            Segment segment = segments.poll();
            waitingBytes -= segment.bytes.length;
            changed.signalAll();
            return segment;
        } finally {
            lock.unlock();
        }
    }
}
