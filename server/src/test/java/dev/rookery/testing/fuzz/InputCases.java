package dev.rookery.testing.fuzz;

import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.GameBinding;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Input messages of one game, sound and spoilt: sequences and times from anywhere, counts that do not fit, values at and
/// beyond the ends of their ranges.
public final class InputCases {
    private final GameBinding<?> game;
    private final InputLayout layout;

    public InputCases(GameBinding<?> game) {
        this.game = game;
        this.layout = game.input().layout();
    }

    /// One in eight is sound.
    public byte[] next(SplittableRandom random) {
        return random.nextInt(8) == 0 ? sound(random) : damaged(random);
    }

    /// A message such as a client sends.
    public byte[] sound(SplittableRandom random) {
        WireWriter out = new WireWriter(64);
        int count = random.nextInt(InputLayout.MAX_INPUTS + 1);
        head(out, random, 1 + (random.nextInt(Integer.MAX_VALUE - 16) >>> random.nextInt(31)), count);
        int[] values = new int[layout.fieldCount()];
        for (int i = 0; i < count; i++) {
            for (int field = 0; field < values.length; field++) {
                FieldSpec spec = game.input().fields().get(field);
                values[field] = random.nextInt(3) == 0 ? spec.levels() - 1 : random.nextInt(spec.levels());
            }
            layout.write(values, out);
        }
        return out.copy();
    }

    private static void head(WireWriter out, SplittableRandom random, int sequence, int count) {
        out.u8(MessageType.INPUT);
        out.u8(random.nextInt(2));
        out.varint(random.nextInt() >>> random.nextInt(32));
        out.varint(random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31));
        out.varint(sequence);
        out.u8(count);
    }

    private byte[] damaged(SplittableRandom random) {
        byte[] bytes = sound(random);
        return switch (random.nextInt(8)) {
            case 0 -> noise(random);
            case 1 -> { // two in one
                byte[] other = sound(random);
                byte[] both = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1) + other.length);
                System.arraycopy(other, 0, both, both.length - other.length, other.length);
                yield both;
            }
            case 2 -> counted(random);
            default -> Damage.of(bytes, random);
        };
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] bytes = Damage.random(random);
        if (bytes.length > 1 && random.nextBoolean()) {
            bytes[0] = MessageType.INPUT;
            bytes[1] = 0;
        }
        return bytes;
    }

    /// As many inputs as it says and more than there may be, or values of which every bit is set, or a sequence at the end
    /// of all numbers.
    private byte[] counted(SplittableRandom random) {
        WireWriter out = new WireWriter(64);
        int count = random.nextInt(2) == 0 ? random.nextInt(256) : random.nextInt(InputLayout.MAX_INPUTS + 1);
        head(out, random, Integer.MAX_VALUE - random.nextInt(20), count);
        byte[] values = new byte[count * layout.inputBytes()];
        Arrays.fill(values, (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256)));
        for (byte value : values) {
            out.u8(value & 0xFF);
        }
        return out.copy();
    }
}
