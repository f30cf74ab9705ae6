package dev.rookery.bench.load;

import dev.rookery.server.replication.GameBinding;
import java.io.IOException;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Many clients, each on a virtual thread, that come at times fixed beforehand and then play until the end. Latencies count from
/// when a client should have come, so that a generator that falls behind shows up in them. Safe for any thread.
final class LoadCrowd implements AutoCloseable {
    private static final long PREPARING_NANOS = 2_000_000_000L; // decoders are made before anybody is due
    private static final long PRELUDE_NANOS = 200_000_000L;

    private final int port;
    private final Recorder intervals = new Recorder(2); // microseconds between snapshots
    private final Recorder welcomes = new Recorder(3); // microseconds from when the join was due
    private final Recorder keyframes = new Recorder(3);
    private final Recorder starts = new Recorder(3); // by how much the generator was late
    private final Queue<LoadClient> clients = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> seats = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile String room = "";

    LoadCrowd(int port) {
        this.port = port;
    }

    /// Something to do just before the first comes.
    interface Prelude {
        void run() throws IOException, InterruptedException;
    }

    /// Lets so many clients come, evenly spread over a time, and waits until each has its first keyframe or has failed.
    ///
    /// @param firstMessage of each, by its number
    void join(GameBinding<?> game, int count, long spreadNanos, IntFunction<String> firstMessage)
            throws IOException, InterruptedException {
        join(game, count, spreadNanos, firstMessage, () -> {});
    }

    void join(GameBinding<?> game, int count, long spreadNanos, IntFunction<String> firstMessage, Prelude prelude)
            throws IOException, InterruptedException {
        CountDownLatch settled = new CountDownLatch(count);
        long begin = System.nanoTime() + PREPARING_NANOS;
        for (int i = 0; i < count; i++) {
            int number = i;
            long due = begin + spreadNanos * i / count;
            Thread.ofVirtual().start(() -> live(game, due, firstMessage.apply(number), settled));
        }
        await(begin - PRELUDE_NANOS);
        prelude.run();
        settled.await();
    }

    private void live(GameBinding<?> game, long due, String firstMessage, CountDownLatch settled) {
        boolean isSettled = false;
        LoadClient client = new LoadClient(port, game);
        clients.add(client);
        try {
            await(due);
            starts.recordValue(micros(System.nanoTime() - due));
            LoadClient.Joined joined = client.join(firstMessage);
            welcomes.recordValue(micros(joined.welcomeNanos() - due));
            keyframes.recordValue(micros(joined.keyframeNanos() - due));
            room = joined.room();
            if (!seats.add(joined.room() + " " + joined.seat())) {
                failures.add("A seat was given twice: " + joined);
            }
            settled.countDown();
            isSettled = true;
            client.play(intervals);
            failures.add("The server closed a client.");
        } catch (IOException e) {
            if (!isOver.get()) {
                failures.add(String.valueOf(e.getMessage()));
            }
        } finally {
            if (!isSettled) {
                settled.countDown();
            }
        }
    }

    private static void await(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long micros(long nanos) {
        return Math.max(0, nanos / 1000);
    }

    /// A room that somebody of this crowd is in.
    String room() {
        return room;
    }

    /// Different seats that were given.
    int seats() {
        return seats.size();
    }

    Set<String> failures() {
        return new HashSet<>(failures);
    }

    int failureCount() {
        return failures.size();
    }

    /// Since the last call, in microseconds.
    Histogram takeIntervals() {
        return intervals.getIntervalHistogram();
    }

    /// Since the last call, in microseconds.
    Histogram takeWelcomes() {
        return welcomes.getIntervalHistogram();
    }

    /// Since the last call, in microseconds.
    Histogram takeKeyframes() {
        return keyframes.getIntervalHistogram();
    }

    /// Since the last call, in microseconds.
    Histogram takeStarts() {
        return starts.getIntervalHistogram();
    }

    /// All leave.
    @Override
    public void close() throws IOException {
        isOver.set(true);
        for (LoadClient client : clients) {
            client.close();
        }
    }
}
