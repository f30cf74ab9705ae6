package dev.rookery.protocol.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Ways in which bytes go wrong, by accident or on purpose. The same random numbers, the same damage.
final class Damage {
    private static final int REMEMBERED = 8;

    private final RandomGenerator random;
    private final List<byte[]> strangers; // frames of another schema or table
    private final List<byte[]> past = new ArrayList<>(); // sound frames of this stream

    Damage(RandomGenerator random, List<byte[]> strangers) {
        this.random = random;
        this.strangers = strangers;
    }

    /// A sound frame that later ones may be spliced with.
    void remember(byte[] frame) {
        if (past.size() == REMEMBERED) {
            past.removeFirst();
        }
        past.add(frame);
    }

    /// A frame made out of a sound one.
    ///
    /// @param tape has just recorded it; null where there is none
    byte[] done(byte[] frame, @Nullable CallTape tape) {
        byte[] bytes = frame.clone();
        switch (random.nextInt(14)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> {
                bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 4));
                bytes[bytes.length - 1] = (byte) random.nextInt(256);
            }
            case 2 -> {
                bytes = new byte[random.nextInt(2 * bytes.length + 8)];
                random.nextBytes(bytes);
            }
            case 3 -> Arrays.fill(bytes, random.nextInt(bytes.length + 1), bytes.length, (byte) 0xFF);
            case 4 -> Arrays.fill(bytes, random.nextInt(bytes.length + 1), bytes.length, (byte) 0);
            case 5 -> bytes = splice(bytes, other());
            case 6 -> bytes = joined(bytes, other());
            case 7 -> bytes = stranger();
            case 8, 9, 10 -> {
                if (tape != null) {
                    return tape.lied(random);
                }
                flip(bytes);
            }
            default -> flip(bytes);
        }
        return bytes;
    }

    private void flip(byte[] bytes) {
        for (int flips = random.nextInt(1, 4); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /// The beginning of one and the end of the other.
    private byte[] splice(byte[] head, byte[] tail) {
        int from = random.nextInt(tail.length + 1);
        return joined(Arrays.copyOf(head, random.nextInt(head.length + 1)), Arrays.copyOfRange(tail, from, tail.length));
    }

    private byte[] other() {
        return past.isEmpty() ? stranger() : past.get(random.nextInt(past.size()));
    }

    private byte[] stranger() {
        return strangers.isEmpty() ? new byte[0] : strangers.get(random.nextInt(strangers.size()));
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }
}
