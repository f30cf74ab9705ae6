package dev.rookery.bench.micro;

import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.List;
import java.util.Random;
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

/// The delta codec alone, on rows that were made beforehand: entities on closed courses, of which a part turns in each
/// tick. One delta is encoded a tick however many clients share it; a keyframe, only when somebody joins or fell behind.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EncodeBenchmark {
    private static final int COURSE = 128; // ticks until every entity is where it was; a square, turned at its corners
    private static final int LEVELS = 65_536;

    @Param({"100", "500", "1000", "2000", "5000"})
    int entities;

    private DeltaEncoder encoder = new DeltaEncoder(schema());
    private final EntityRows[] course = new EntityRows[COURSE];
    private byte[] target = new byte[0];
    private int next;

    /// Makes the rows of a whole course; the same in every run.
    @Setup
    public void fill() {
        GameSchema schema = schema();
        encoder = new DeltaEncoder(schema);
        target = new byte[encoder.maxFrameBytes()];
        next = 0;
        for (int tick = 0; tick < COURSE; tick++) {
            course[tick] = new EntityRows(schema);
            Random random = new Random(7);
            for (int slot = 0; slot < entities; slot++) {
                course[tick].spawn(slot, 0);
                place(course[tick], slot, tick + random.nextInt(COURSE), random);
            }
        }
    }

    private static void place(EntityRows rows, int slot, int time, Random random) {
        int speed = 1 + random.nextInt(160);
        int x = LEVELS / 4 + random.nextInt(LEVELS / 2);
        int y = LEVELS / 4 + random.nextInt(LEVELS / 2);
        int side = COURSE / 4;
        int along = time % side * speed;
        int corner = time / side % 4;
        rows.set(slot, 0, x + (corner == 0 ? along : corner == 1 ? side * speed : corner == 2 ? side * speed - along : 0));
        rows.set(slot, 1, y + (corner == 0 ? 0 : corner == 1 ? along : corner == 2 ? side * speed : side * speed - along));
        rows.set(slot, 2, corner * 256);
        rows.set(slot, 3, corner * 20);
        rows.set(slot, 4, corner);
        rows.set(slot, 5, corner % 2);
    }

    /// @return bytes of the frame
    @Benchmark
    public int delta() {
        int length = encoder.delta(course[next], target, 0);
        next = (next + 1) % COURSE;
        return length;
    }

    /// @return bytes of both frames; a keyframe shows the state after a delta, which is what changes it
    @Benchmark
    public int deltaAndKeyframe() {
        return delta() + encoder.keyframe(target, 0);
    }

    private static GameSchema schema() {
        EntitySpec drone = new EntitySpec(
                "drone",
                List.of(
                        FieldSpec.linear("x", 0, 4095.9375, 1.0 / 16),
                        FieldSpec.linear("y", 0, 4095.9375, 1.0 / 16),
                        FieldSpec.angle("heading", 10),
                        FieldSpec.scalar("health", 0, 100, 1),
                        FieldSpec.scalar("ammunition", 0, 63, 1),
                        FieldSpec.flag("firing")),
                List.of(),
                false);
        return new GameSchema("swarm", 30, 8192, List.of(drone), List.of(), List.of());
    }
}
