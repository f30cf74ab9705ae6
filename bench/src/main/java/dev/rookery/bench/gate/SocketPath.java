package dev.rookery.bench.gate;

import com.sun.management.ThreadMXBean;
import dev.rookery.server.transport.PulseUnderLoad;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// What a message and its input cost from a socket's bytes and to them, in shares of [SocketFloor], which moves as many bytes over
/// as many sockets and takes turns with it. The processor's time of this thread, kernel included; of each side the least of many
/// turns.
///
/// A turn counts only if in each of its ticks everybody's input was read, for a `read` that finds nothing is cheaper. A busy or
/// another kernel may bring inputs a moment after they were sent; then they are waited for longer. Owned by one thread.
final class SocketPath implements AutoCloseable {
    private static final int CLIENTS = 40;
    private static final int HEAD_BYTES = 10; // of a message, what is a player's own
    private static final int SHARED_BYTES = 390;
    private static final int FRAME_BYTES = 4 + HEAD_BYTES + SHARED_BYTES;
    private static final int TICKS_A_TURN = 10;
    private static final int WARM_UP_TURNS = 100; // a thousand ticks: what runs once a tick is compiled
    private static final int TURNS = 60;
    private static final long FIRST_WAIT_NANOS = 50_000;
    private static final long MOST_WAIT_NANOS = 5_000_000;

    // The middle of twenty runs at a load of 7 to 13, which lay between 1.02 and 1.07; a message that is a fifth dearer has 1.26.
    private static final double USUAL = 1.06;
    private static final double MOST = 1.15;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final PulseUnderLoad pulse = new PulseUnderLoad(HEAD_BYTES, SHARED_BYTES);
    private final SocketFloor floor = new SocketFloor(FRAME_BYTES);
    private final Side ours;
    private final Side theirs;
    private long waitNanos; // from sending inputs to the tick that reads them

    /// One tick of a side.
    private interface Tick {
        void run() throws IOException;
    }

    /// One of the two that take turns.
    ///
    /// @param before each tick, and not charged
    /// @param inputs that it has read so far
    private record Side(GateClients clients, Runnable before, Tick tick, LongSupplier inputs) {}

    /// Connects everybody.
    ///
    /// @throws IOException if the server does not answer, with a sentence
    SocketPath() throws IOException {
        theirs = new Side(clients(floor.port(), ""), () -> {}, floor::tick, floor::inputs);
        floor.accept(CLIENTS);
        ours = new Side(clients(pulse.port(), PulseUnderLoad.handshake()), pulse::pass, pulse::tick, pulse::inputs);
        ours.clients.send();
        long begun = System.nanoTime();
        while (pulse.heard() < CLIENTS) { // until the room has all of them
            if (System.nanoTime() - begun > GateClients.PATIENCE_NANOS) {
                throw new IOException("The room waits in vain for all of its clients: heard=" + pulse.heard() + " of " + CLIENTS);
            }
            LockSupport.parkNanos(1_000_000);
        }
        for (int i = 0; i < WARM_UP_TURNS; i++) {
            var _ = micros(theirs);
            var _ = micros(ours);
        }
    }

    private static GateClients clients(int port, String handshake) throws IOException {
        return new GateClients(port, CLIENTS, FRAME_BYTES, handshake, GateClients.PATIENCE_NANOS);
    }

    /// @return CPU of this thread for one message and one input; infinite if an input came later than its tick
    private double micros(Side side) throws IOException {
        long nanos = 0;
        boolean isWhole = true;
        for (int i = 0; i < TICKS_A_TURN; i++) {
            side.clients.send();
            side.before.run();
            if (waitNanos > 0) {
                LockSupport.parkNanos(waitNanos);
            }
            long inputs = side.inputs.getAsLong();
            long before = threads.getCurrentThreadCpuTime();
            side.tick.run();
            nanos += threads.getCurrentThreadCpuTime() - before;
            isWhole &= side.inputs.getAsLong() - inputs == CLIENTS;
            side.clients.receive();
        }
        return isWhole ? nanos / 1e3 / TICKS_A_TURN / CLIENTS : Double.POSITIVE_INFINITY;
    }

    /// One attempt.
    ///
    /// @throws IOException if inputs are late however long they are waited for
    GateReading measure() throws IOException {
        double floorMicros = Double.POSITIVE_INFINITY;
        double micros = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TURNS; i++) {
            double their = micros(theirs);
            double our = micros(ours);
            if (Double.isInfinite(their) || Double.isInfinite(our)) {
                waitNanos = Math.clamp(2 * waitNanos, FIRST_WAIT_NANOS, MOST_WAIT_NANOS);
            }
            floorMicros = Math.min(floorMicros, their);
            micros = Math.min(micros, our);
        }
        if (Double.isInfinite(floorMicros) || Double.isInfinite(micros)) {
            throw new IOException("In no turn were all inputs there when they were read: this machine is too busy for the gate.");
        }
        return new GateReading(
                String.format(Locale.ROOT, "CPU of a message on sockets, in shares of %.1f us of system calls", floorMicros),
                micros / floorMicros,
                USUAL,
                MOST);
    }

    @Override
    public void close() throws IOException {
        ours.clients.close();
        theirs.clients.close();
        floor.close();
        pulse.close();
    }
}
