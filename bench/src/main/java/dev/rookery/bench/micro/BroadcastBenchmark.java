package dev.rookery.bench.micro;

import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.InboxUnderLoad;
import dev.rookery.server.session.MessageWriter;
import dev.rookery.server.session.OutboxesUnderLoad;
import dev.rookery.server.transport.FramesUnderLoad;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What each client costs in a tick between the encoder and the socket's write, and between the socket's read and the room:
/// parts of one pass over all clients, on one thread. An operation is a whole tick.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BroadcastBenchmark {
    private static final int FRAME_BYTES = 240; // of a room of a hundred
    private static final int HEADER_BYTES = 5;

    @Param({"10", "100", "500", "1000", "2000"})
    int clients;

    private final FramesUnderLoad frames = new FramesUnderLoad();
    private final MessageWriter writer = frames.writer();
    private final byte[] frame = new byte[FRAME_BYTES];
    private final WireWriter header = new WireWriter(64);
    private OutboxesUnderLoad outboxes = outboxes(1);
    private InboxUnderLoad inbox = inbox(1);

    /// Makes the clients.
    @Setup
    public void fill() {
        outboxes = outboxes(clients);
        inbox = inbox(clients);
        for (int i = 0; i < HEADER_BYTES; i++) {
            header.u8(i);
        }
    }

    private OutboxesUnderLoad outboxes(int count) {
        return new OutboxesUnderLoad(count, FRAME_BYTES, writer, frames::written);
    }

    private static InboxUnderLoad inbox(int count) {
        return new InboxUnderLoad(count, new WatchingLink(), GameBinding.bind(Swarm.TYPE).input().layout(), (byte) 1);
    }

    /// From the encoder's frame through every outbox into the bytes of a write.
    ///
    /// @return messages
    @Benchmark
    public int outbox() {
        return outboxes.tick();
    }

    /// Header and frame as the bytes of a write, alone.
    ///
    /// @return bytes
    @Benchmark
    public int framing() {
        int bytes = 0;
        for (int i = 0; i < clients; i++) {
            writer.binary(header.bytes(), header.length(), frame, 0, frame.length);
            bytes += frames.written();
        }
        return bytes;
    }

    /// An input of each, into the room's inbox and out of it.
    ///
    /// @return inputs
    @Benchmark
    public int inbox() {
        return inbox.pass(clients);
    }
}
