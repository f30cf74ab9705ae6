package dev.rookery.bench.gate;

import com.sun.management.ThreadMXBean;
import dev.rookery.server.transport.PulseUnderLoad;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// What a message and its input cost from a socket's bytes and to them, in shares of [SocketFloor], which moves as many bytes over
/// as many sockets and takes turns with it. The processor's time of this thread, kernel included; of each side the least of many
/// turns. Owned by one thread.
final class SocketPath implements AutoCloseable {
    private static final int CLIENTS = 40;
    private static final int HEAD_BYTES = 10; // of a message, what is a player's own
    private static final int SHARED_BYTES = 390;
    private static final int FRAME_BYTES = 4 + HEAD_BYTES + SHARED_BYTES;
    private static final int TICKS_A_TURN = 10;
    private static final int WARM_UP_TURNS = 100; // a thousand ticks: what runs once a tick is compiled
    private static final int TURNS = 60;

    // The middle of twenty runs at a load of 7 to 13, which lay between 1.02 and 1.07; a message that is a fifth dearer has 1.26.
    private static final double USUAL = 1.06;
    private static final double MOST = 1.15;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final PulseUnderLoad pulse = new PulseUnderLoad(HEAD_BYTES, SHARED_BYTES);
    private final SocketFloor floor = new SocketFloor(FRAME_BYTES);
    private final GateClients players;
    private final GateClients floorPlayers;

    /// One tick of a side.
    private interface Tick {
        void run() throws IOException;
    }

    /// Connects everybody.
    SocketPath() throws IOException {
        floorPlayers = new GateClients(floor.port(), CLIENTS, FRAME_BYTES, "");
        floor.accept(CLIENTS);
        players = new GateClients(pulse.port(), CLIENTS, FRAME_BYTES, PulseUnderLoad.handshake());
        players.send();
        while (pulse.heard() < CLIENTS) {
            LockSupport.parkNanos(1_000_000); // until the room has all of them
        }
        for (int i = 0; i < WARM_UP_TURNS; i++) {
            micros(floorPlayers, floor::tick);
            micros(players, pulse::tick);
        }
    }

    /// @return CPU of this thread for one message and one input
    private double micros(GateClients clients, Tick tick) throws IOException {
        long nanos = 0;
        for (int i = 0; i < TICKS_A_TURN; i++) {
            clients.send();
            pulse.pass();
            long before = threads.getCurrentThreadCpuTime();
            tick.run();
            nanos += threads.getCurrentThreadCpuTime() - before;
            clients.receive();
        }
        return nanos / 1e3 / TICKS_A_TURN / CLIENTS;
    }

    /// One attempt.
    GateReading measure() throws IOException {
        double floorMicros = Double.MAX_VALUE;
        double micros = Double.MAX_VALUE;
        long before = pulse.inputs();
        for (int i = 0; i < TURNS; i++) {
            floorMicros = Math.min(floorMicros, micros(floorPlayers, floor::tick));
            micros = Math.min(micros, micros(players, pulse::tick));
        }
        long inputs = pulse.inputs() - before;
        if (inputs != (long) TURNS * TICKS_A_TURN * CLIENTS) {
            throw new IllegalStateException("Inputs were lost: inputs=" + inputs);
        }
        return new GateReading(
                String.format(Locale.ROOT, "CPU of a message on sockets, in shares of %.1f us of system calls", floorMicros),
                micros / floorMicros,
                USUAL,
                MOST);
    }

    @Override
    public void close() throws IOException {
        players.close();
        floorPlayers.close();
        floor.close();
        pulse.close();
    }
}
