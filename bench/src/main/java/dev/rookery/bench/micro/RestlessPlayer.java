package dev.rookery.bench.micro;

import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.protocol.wire.WireWriter;
import java.util.List;
import java.util.random.RandomGenerator;

/// Inputs of somebody who plays without a thought, for any game: keys are held for a while, an aim wanders as a mouse
/// does, buttons are pressed and let go. The same generator gives the same inputs.
public final class RestlessPlayer {
    private static final int LONGEST_HOLD = 45; // ticks
    private static final int LONGEST_TURN = 20; // ticks

    private final List<FieldSpec> fields;
    private final InputLayout layout;
    private final WireWriter out = new WireWriter(16);
    private final WireReader in = new WireReader();
    private final RandomGenerator random;
    private final int[] values; // quantised
    private final int[] ticksLeft; // until the player changes his mind
    private final int[] steps; // of an angle, a tick

    public RestlessPlayer(List<FieldSpec> fields, RandomGenerator random) {
        this.fields = fields;
        this.layout = new InputLayout(fields);
        this.random = random;
        values = new int[fields.size()];
        ticksLeft = new int[fields.size()];
        steps = new int[fields.size()];
    }

    /// The next tick's input as it lies in a message; valid until the next call.
    public WireReader nextInput() {
        out.clear();
        layout.write(next(), out);
        return in.wrap(out.bytes(), 0, out.length());
    }

    /// The quantised fields of the next tick's input; the same array always.
    public int[] next() {
        for (int i = 0; i < values.length; i++) {
            if (--ticksLeft[i] < 0) {
                choose(i);
            }
            values[i] = Math.floorMod(values[i] + steps[i], fields.get(i).levels());
        }
        return values;
    }

    private void choose(int i) {
        int levels = fields.get(i).levels();
        ticksLeft[i] = random.nextInt(LONGEST_HOLD);
        switch (fields.get(i).kind()) {
            case ANGLE -> {
                // Mostly slow, at times a flick, often still.
                double speed = random.nextGaussian() * random.nextDouble() * levels / 64;
                steps[i] = random.nextInt(3) == 0 ? 0 : (int) speed;
                ticksLeft[i] = random.nextInt(LONGEST_TURN);
            }
            case SCALAR, LINEAR -> values[i] = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> levels - 1;
                case 2 -> levels / 2;
                default -> random.nextInt(levels);
            };
            default -> values[i] = random.nextInt(levels);
        }
    }
}
