package dev.rookery.testing.fuzz;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Spoils bytes without knowing what they mean.
final class Damage {
    private static final int MOST_ADDED = 40;

    private Damage() {}

    /// A spoilt copy; `bytes` are at least one.
    static byte[] of(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(1, MOST_ADDED));
            case 2 -> {
                byte[] filled = bytes.clone();
                Arrays.fill(filled, at, bytes.length, (byte) (random.nextBoolean() ? 0xFF : 0));
                yield filled;
            }
            case 3 -> spliced(bytes, at, random(random), bytes, at);
            case 4 -> { // a piece twice, or left out
                int from = random.nextInt(bytes.length);
                yield spliced(bytes, at, new byte[0], bytes, from);
            }
            default -> {
                byte[] flipped = bytes.clone();
                for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                    flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
        };
    }

    static byte[] random(SplittableRandom random) {
        return random(random, random.nextInt(MOST_ADDED));
    }

    static byte[] random(SplittableRandom random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] spliced(byte[] head, int headLength, byte[] middle, byte[] tail, int from) {
        byte[] all = Arrays.copyOf(head, headLength + middle.length + tail.length - from);
        System.arraycopy(middle, 0, all, headLength, middle.length);
        System.arraycopy(tail, from, all, headLength + middle.length, tail.length - from);
        return all;
    }
}
