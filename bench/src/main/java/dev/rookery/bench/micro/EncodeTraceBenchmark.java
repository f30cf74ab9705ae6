package dev.rookery.bench.micro;

import dev.rookery.bench.bytes.Trace;
import dev.rookery.bench.bytes.TraceRoom;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.schema.GameSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The deltas of a recorded room, one after the other, in one back end: each has its JVM to itself, as in production,
/// where a server has one back end or two. Writing the rows is the room's work and is not timed; at the end of the
/// recording the room is emptied and filled again, untimed too.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EncodeTraceBenchmark {
    /// File of a recorded room; `bench tick --trace` sets it.
    @Param("")
    String trace = "";

    @Param({"bits", "range"})
    String backEnd = "bits";

    private @Nullable Pass pass;

    /// What `bench tick` shows for an entity. Of each frame the least time over all passes counts: on a machine with other
    /// work the mean says more of that work than of the encoder.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Least {
        private @Nullable Pass pass;

        /// JMH asks after each iteration.
        public double leastPerEntity() {
            return pass == null ? Double.NaN : pass.leastNanosPerEntity();
        }
    }

    /// One encoder going round and round the recording.
    private static final class Pass {
        private final Trace trace;
        private final TraceRoom room;
        private final DeltaEncoder encoder;
        private final byte[] target;
        private final long[] leastNanos; // by frame
        private final int[] live; // by frame
        private int shown;

        Pass(Trace trace, BackEnd backEnd) {
            GameSchema schema = TraceRoom.schema(trace);
            this.trace = trace;
            room = new TraceRoom(trace, schema);
            encoder = new DeltaEncoder(schema, trace.ticksPerFrame(), backEnd);
            target = new byte[encoder.maxFrameBytes()];
            leastNanos = new long[trace.frames().size()];
            live = new int[trace.frames().size()];
            Arrays.fill(leastNanos, Long.MAX_VALUE);
        }

        void showNext() {
            if (shown == trace.frames().size()) {
                shown = 0;
                room.rows.clear();
                delta();
            }
            room.show(trace.frames().get(shown));
            if (shown++ == 0) {
                delta();
                showNext();
            }
        }

        int delta() {
            return encoder.delta(room.rows, target, 0);
        }

        int timedDelta() {
            long start = System.nanoTime();
            int length = delta();
            long nanos = System.nanoTime() - start;
            leastNanos[shown - 1] = Math.min(leastNanos[shown - 1], nanos);
            live[shown - 1] = room.rows.live();
            return length;
        }

        double leastNanosPerEntity() {
            double nanos = 0;
            double entities = 0;
            for (int i = 0; i < live.length; i++) {
                nanos += live[i] == 0 ? 0 : leastNanos[i];
                entities += live[i];
            }
            return nanos / entities;
        }
    }

    /// Reads the recording.
    @Setup
    public void read() throws IOException {
        pass = new Pass(
                Trace.read(Path.of(trace)),
                backEnd.equals("bits") ? new BackEnd.Bits() : new BackEnd.Range(CoderTable.GENERIC));
    }

    /// Plays one frame into the rows.
    @Setup(Level.Invocation)
    public void show() {
        pass().showNext();
    }

    /// @return bytes of the frame
    @Benchmark
    public int delta(Least least) {
        Pass pass = pass();
        least.pass = pass;
        return pass.timedDelta();
    }

    private Pass pass() {
        if (pass == null) {
            throw new IllegalStateException("The trace has not been read.");
        }
        return pass;
    }
}
