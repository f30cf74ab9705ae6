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
/// times that were fixed beforehand, spread evenly over the period, whatever the server does; a client that follows the server's
/// clock only shifts its own, slowly ([SwarmClient#nextInputNanos]).
///
/// [#run] is the thread; the other methods are for whoever commands it, any thread.
public final class Swarm implements Runnable {
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final int MAX_REFUSED = 50; // then the server takes nobody
    private static final long MILLIS_A_COUNT = 20;
    private static final int MOST_INPUTS_AT_ONCE = 32; // a fifth of a millisecond

    /// How the swarm behaves.
    ///
    /// @param clients how many there are
    /// @param inputHz inputs of each in a second; 0 for none
    /// @param joinsPerSecond how many come at first
    /// @param leavesPerSecond how many go while it runs, each followed by a new one; 0 for none
    public record Plan(int port, int clients, double inputHz, double joinsPerSecond, double leavesPerSecond) {}

    private final Plan plan;
    private final IntFunction<SwarmClient> clients;
    private final SwarmBuffers buffers = new SwarmBuffers();
    private final Selector selector = Selector.open();
    private final List<SwarmSocket> sockets = new ArrayList<>();
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
    private volatile int playing;
    private volatile boolean isLeaving;
    private volatile boolean isOver;
    private volatile SwarmSamples samples = SwarmSamples.ofNothing();
    private long beginNanos;
    private long looks; // for inputs that are due, one a millisecond
    private int nextPlace; // of the socket to be looked at next, 0 if the look is over
    private long nextCount; // of the looks, when playing clients are counted again
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

    /// From now on samples are taken of this window alone. Those of the one before may be read when the thread has ended.
    public SwarmSamples window(long beginNanos, long endNanos) {
        SwarmSamples next = new SwarmSamples(beginNanos, endNanos);
        samples = next;
        return next;
    }

    /// Ends the thread; all clients leave.
    public void end() {
        isOver = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            beginNanos = System.nanoTime();
            while (!isOver) {
                long now = System.nanoTime();
                join(now);
                leave(now);
                long next = sendInputs(now);
                if (next <= now) {
                    selector.selectNow(this::ready);
                } else {
                    selector.select(this::ready, Math.max(1, (next - System.nanoTime()) / NANOS_A_MILLI));
                }
            }
            long now = System.nanoTime();
            for (SwarmSocket socket : sockets) {
                socket.client().ended(now, samples);
                socket.close();
            }
            selector.close();
        } catch (IOException | RuntimeException e) {
            fail(e);
            sockets.forEach(SwarmSocket::close);
            playing = 0;
        }
    }

    private void join(long now) {
        double due = (now - beginNanos) / 1e9 * plan.joinsPerSecond();
        while (sockets.size() < plan.clients() && sockets.size() < due && refused < MAX_REFUSED) {
            SwarmSocket socket = connect(sockets.size());
            if (socket == null) {
                return;
            }
            sockets.add(socket);
        }
    }

    private @Nullable SwarmSocket connect(int place) {
        try {
            return new SwarmSocket(plan.port(), selector, clients.apply(made++), buffers, firstInputNanos(place), () -> samples);
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
            SwarmSocket next = connect(place);
            if (next != null) {
                sockets.set(place, next);
            }
        }
    }

    private long periodNanos() {
        return (long) (TimeUnit.SECONDS.toNanos(1) / plan.inputHz());
    }

    /// The next time of a place: one after another, spread evenly over the period.
    private long firstInputNanos(int place) {
        if (plan.inputHz() == 0) {
            return Long.MAX_VALUE;
        }
        long period = periodNanos();
        long first = beginNanos + period * place / plan.clients();
        return first + Math.max(0, Math.ceilDiv(System.nanoTime() - first, period)) * period;
    }

    /// Sends inputs that are due, looking once a millisecond, since a wake-up for each would make the generator its own bottleneck;
    /// and not all at once, since players of one room are due together and what comes meanwhile is to be seen in time.
    ///
    /// @return when to look again
    private long sendInputs(long now) {
        long next = beginNanos + looks * NANOS_A_MILLI;
        if (nextPlace == 0 && now < next) {
            return next;
        }
        if (nextPlace == 0) {
            looks = (now - beginNanos) / NANOS_A_MILLI + 1;
        }
        int sent = 0;
        for (; plan.inputHz() > 0 && nextPlace < sockets.size() && sent < MOST_INPUTS_AT_ONCE; nextPlace++) {
            SwarmSocket socket = sockets.get(nextPlace);
            try {
                sent += socket.inputs(now, periodNanos());
            } catch (IOException e) {
                fail(socket, e);
            }
        }
        if (sent >= MOST_INPUTS_AT_ONCE) {
            return now;
        }
        nextPlace = 0;
        if (looks >= nextCount) {
            countPlaying();
            nextCount = looks + MILLIS_A_COUNT;
        }
        return beginNanos + looks * NANOS_A_MILLI;
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
