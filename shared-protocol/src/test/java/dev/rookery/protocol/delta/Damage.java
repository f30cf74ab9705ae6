package dev.rookery.protocol.delta;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Ways in which bytes go wrong.
final class Damage {
    private Damage() {}

    static byte[] done(byte[] frame, RandomGenerator random) {
        byte[] bytes = frame.clone();
        switch (random.nextInt(6)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 4));
            case 2 -> random.nextBytes(bytes);
            case 3 -> Arrays.fill(bytes, random.nextInt(bytes.length + 1), bytes.length, (byte) 0xFF);
            default -> {
                for (int flips = random.nextInt(1, 4); flips > 0 && bytes.length > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return bytes;
    }
}
