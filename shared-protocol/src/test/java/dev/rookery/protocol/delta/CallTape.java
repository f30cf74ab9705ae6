package dev.rookery.protocol.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Remembers the values of a frame while it is written, so that it can be written again with one of them replaced: a
/// frame that is sound but for one lie.
final class CallTape extends WatchedWriter {
    private static final int GREATEST = (1 << 28) - 1; // that both back ends can tell with a sign

    /// @param shape of a signed number the last sign, of a raw one its bits
    private record Call(Element element, int context, int shape, int value) {}

    private final int capacity; // that counts and slots are compared with
    private final List<Call> calls = new ArrayList<>();
    private byte[] target = {};

    CallTape(FrameWriter writer, int capacity) {
        super(writer);
        this.capacity = capacity;
    }

    /// Values in the frame.
    int size() {
        return calls.size();
    }

    /// Whether the value at this place is raw and of so many bits.
    boolean isRaw(int at, int bits) {
        return calls.get(at).element == Element.RAW && calls.get(at).shape == bits;
    }

    /// What the value at this place could be instead: its neighbours, nothing, too much, and the limits of a room.
    int[] lies(int at) {
        Call call = calls.get(at);
        int value = call.value;
        int mask = (1 << call.shape) - 1;
        int greatest = writer.usesRuns() ? 1 << 29 : GREATEST; // bits can tell more than there may be
        IntStream lies = switch (call.element) {
            case BIT -> IntStream.of(1 - value);
            case UNSIGNED -> IntStream.of(value - 1, value + 1, 0, capacity, capacity + 1, greatest);
            case SIGNED -> IntStream.of(value - 1, value + 1, -value, GREATEST, -GREATEST);
            case RAW -> IntStream.of(value - 1 & mask, value + 1 & mask, mask);
        };
        return lies.filter(lie -> lie != value && (lie >= 0 || call.element == Element.SIGNED)).distinct().toArray();
    }

    /// The frame with another value at this place.
    byte[] with(int at, int lie) {
        return played(at, lie, -1, 0);
    }

    /// The frame with another value at this place, and a bit more behind it.
    byte[] withBitBehind(int at, int lie, int bitContext, int bit) {
        return played(at, lie, bitContext, bit);
    }

    private byte[] played(int at, int lie, int bitContext, int bit) {
        writer.begin(target, 0);
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            int value = i == at ? lie : call.value;
            switch (call.element) {
                case BIT -> writer.bit(call.context, value);
                case UNSIGNED -> writer.unsigned(call.context, value);
                case SIGNED -> writer.signed(call.context, value, call.shape);
                case RAW -> writer.raw(call.context, call.shape, value);
            }
            if (i == at && bitContext >= 0) {
                writer.bit(bitContext, bit);
            }
        }
        return Arrays.copyOf(target, writer.finish());
    }

    /// The frame with one lie in it; as it is, if nothing in it can be a lie.
    byte[] lied(RandomGenerator random) {
        int at = random.nextInt(Math.max(1, calls.size()));
        int[] lies = calls.isEmpty() ? new int[0] : lies(at);
        return lies.length == 0 ? with(-1, 0) : with(at, lies[random.nextInt(lies.length)]);
    }

    @Override
    public void begin(byte[] bytes, int offset) {
        target = bytes.length > target.length ? new byte[bytes.length] : target;
        calls.clear();
        super.begin(bytes, offset);
    }

    @Override
    void saw(Element element, int context, int shape, int value) {
        calls.add(new Call(element, context, shape, value));
    }
}
