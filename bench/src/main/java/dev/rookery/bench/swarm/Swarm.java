package dev.rookery.bench.swarm;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Many clients on one thread and one selector, cheap enough that the server is what is measured. Each client's inputs leave at
/// times that were fixed beforehand, spread evenly over the period, whatever the server does.
///
/// [#run] is the thread; the other methods are for whoever commands it, any thread.
public final class Swarm implements Runnable {
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final int MAX_REFUSED = 50; // then the server takes nobody
    private static final long MAX_WAIT_MILLIS = 10;

    /// How the swarm behaves.
    ///
    /// @param clients how many there are
    /// @param inputHz inputs of each in a second; 0 for none
    /// @param joinsPerSecond how many come at first
    /// @param leavesPerSecond how many go while it runs, each followed by a new one; 0 for none
    public record Plan(int port, int clients, double inputHz, double joinsPerSecond, double leavesPerSecond) {}

    private final Plan plan;
    private final IntFunction<SwarmClient> clients;
    private final SwarmSamples samples = new SwarmSamples();
    private final SwarmBuffers buffers = new SwarmBuffers();
    private final Selector selector = Selector.open();
    private final List<SwarmSocket> sockets = new ArrayList<>();
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
    private volatile int playing;
    private volatile boolean isLeaving;
    private volatile boolean isOver;
    private volatile long windowBegin = Long.MAX_VALUE;
    private volatile long windowEnd = Long.MAX_VALUE;
    private long beginNanos;
    private long inputs; // that have come due so far, of all clients together
    private long leaves;
    private int made;
    private int refused;

    /// @param clients makes the nth one; those that replace others count on
    public Swarm(Plan plan, IntFunction<SwarmClient> clients) throws IOException {
        this.plan = plan;
        this.clients = clients;
    }

    /// Clients that play now.
    public int playing() {
        return playing;
    }

    /// Whether the server takes nobody, so that there is nothing to wait for.
    public boolean isRefused() {
        return failures.values().stream().mapToInt(Integer::intValue).sum() >= MAX_REFUSED && playing == 0;
    }

    /// What went wrong, and how often.
    public Map<String, Integer> failures() {
        return failures;
    }

    /// From now on some leave, if the plan says so.
    public void beginLeaving() {
        isLeaving = true;
    }

    /// Samples are taken from `begin` until `end`.
    public void window(long begin, long end) {
        windowEnd = end;
        windowBegin = begin;
    }

    /// Ends the thread; all clients leave.
    public void end() {
        isOver = true;
        selector.wakeup();
    }

    /// To be read when the thread has ended.
    public SwarmSamples samples() {
        return samples;
    }

    @Override
    public void run() {
        try {
            beginNanos = System.nanoTime();
            while (!isOver) {
                samples.window(windowBegin, windowEnd);
                long now = System.nanoTime();
                join(now);
                leave(now);
                long next = sendInputs(now);
                selector.select(this::ready, Math.clamp((next - System.nanoTime()) / NANOS_A_MILLI, 1, MAX_WAIT_MILLIS));
            }
            long now = System.nanoTime();
            for (SwarmSocket socket : sockets) {
                socket.client().ended(now, samples);
                socket.close();
            }
            selector.close();
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void join(long now) {
        double due = (now - beginNanos) / 1e9 * plan.joinsPerSecond();
        while (sockets.size() < plan.clients() && sockets.size() < due && refused < MAX_REFUSED) {
            SwarmSocket socket = connect();
            if (socket == null) {
                return;
            }
            sockets.add(socket);
        }
    }

    private @Nullable SwarmSocket connect() {
        try {
            return new SwarmSocket(plan.port(), selector, clients.apply(made++), buffers, samples);
        } catch (IOException e) {
            fail(e);
            refused++;
            return null;
        }
    }

    private void leave(long now) {
        if (!isLeaving || plan.leavesPerSecond() == 0) {
            return;
        }
        if (leaves == 0) {
            leaves = Math.round((now - beginNanos) / 1e9 * plan.leavesPerSecond());
        }
        for (double due = (now - beginNanos) / 1e9 * plan.leavesPerSecond(); leaves < due; leaves++) {
            int place = (int) (leaves % sockets.size());
            SwarmSocket leaver = sockets.get(place);
            try {
                leaver.leave();
            } catch (IOException e) {
                fail(leaver, e);
            }
            SwarmSocket next = connect();
            if (next != null) {
                sockets.set(place, next);
            }
        }
    }

    /// Sends all inputs that are due; one client after another, so that they are spread over the period, to the millisecond: a
    /// wake-up for each would make the generator its own bottleneck.
    ///
    /// @return when the next one is
    private long sendInputs(long now) {
        if (plan.inputHz() == 0) {
            countPlaying();
            return now + 10 * NANOS_A_MILLI;
        }
        double apart = TimeUnit.SECONDS.toNanos(1) / plan.inputHz() / plan.clients();
        long due = due(apart);
        for (; due <= now; due = due(apart)) {
            int place = (int) (inputs++ % plan.clients());
            if (place == 0) {
                countPlaying();
            }
            if (place < sockets.size()) {
                SwarmSocket socket = sockets.get(place);
                try {
                    socket.input(due);
                } catch (IOException e) {
                    fail(socket, e);
                }
            }
        }
        return due;
    }

    private long due(double apartNanos) {
        return beginNanos + Math.ceilDiv((long) (inputs * apartNanos), NANOS_A_MILLI) * NANOS_A_MILLI;
    }

    private void countPlaying() {
        int count = 0;
        for (SwarmSocket socket : sockets) {
            count += !socket.isClosed() && socket.client().isPlaying() ? 1 : 0;
        }
        playing = count;
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof SwarmSocket socket && key.isValid()) {
            try {
                socket.ready();
            } catch (IOException e) {
                fail(socket, e);
            }
        }
    }

    private void fail(SwarmSocket socket, IOException e) {
        boolean isExpected = socket.isLeaving();
        socket.close();
        if (!isExpected) {
            fail(e);
        }
    }

    private void fail(Exception e) {
        failures.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
    }
}
