package dev.rookery.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rookery.game.Angle;
import dev.rookery.game.Replicated;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.protocol.wire.WireWriter;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The generated makers of input records against the arithmetic of the fields.
final class InputBindingTest {
    private enum Mood {
        CALM,
        WILD {
            @Override
            public String toString() {
                return "wild!";
            }
        },
        GONE
    }

    private enum Only {
        ONE
    }

    /// One of everything, in more bits than a long has.
    private record Everything(
            @Replicated(min = -1, max = 1) byte small,
            @Angle(bits = 16) double aim,
            boolean fire,
            Mood mood,
            @Replicated(min = -300, max = 300) short middle,
            @Replicated(max = 8_000_000) int large,
            Only only,
            @Replicated(min = -1, max = 1, step = 0.01) double fine,
            @Replicated(min = 0.25, max = 3, step = 0.125) float single,
            @Angle(bits = 5) float turn,
            @Replicated(max = 10, step = 0.5) int halves,
            byte bare,
            boolean last) {}

    private record Nothing() {}

    @Test
    void everyLegalInputIsTheRecordOfItsValues() {
        InputBinding<Everything> binding = InputBinding.bind(Everything.class);
        assertEquals(2, binding.layout().words());
        long seed = Long.getLong("seed", 5L);
        SplittableRandom random = new SplittableRandom(seed);
        long[] packed = new long[binding.layout().words() + 1];
        for (int round = 0; round < 2000; round++) {
            int[] values = binding.fields().stream().mapToInt(field -> switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> field.levels() - 1;
                default -> random.nextInt(field.levels());
            }).toArray();
            pack(binding, values, packed);
            assertEquals(expected(binding, values), binding.create(packed, 1), "seed=" + seed);
        }
    }

    private static Everything expected(InputBinding<?> binding, int[] values) {
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = binding.fields().get(i).dequantise(values[i]);
        }
        return new Everything(
                (byte) numbers[0],
                numbers[1],
                values[2] == 1,
                Mood.values()[values[3]],
                (short) numbers[4],
                (int) numbers[5],
                Only.ONE,
                numbers[7],
                (float) numbers[8],
                (float) numbers[9],
                (int) numbers[10],
                (byte) numbers[11],
                values[12] == 1);
    }

    private static void pack(InputBinding<?> binding, int[] values, long[] packed) {
        WireWriter out = new WireWriter(16);
        binding.layout().write(values, out);
        binding.layout().pack(new WireReader().wrap(out.bytes(), 0, out.length()), packed, 1);
    }

    @Test
    void whoseInputSaysNothingGetsItAllTheSame() {
        InputBinding<Nothing> binding = InputBinding.bind(Nothing.class);
        assertEquals(List.of(), binding.fields());
        assertEquals(new Nothing(), binding.create(new long[1], 0));
    }
}
