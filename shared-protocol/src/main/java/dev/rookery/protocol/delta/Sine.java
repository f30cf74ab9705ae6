package dev.rookery.protocol.delta;

/// Sines in 1/16384, 1024 to a turn: integers that come out alike in Java and TypeScript, which library functions do
/// not guarantee.
final class Sine {
    private static final int TURN = 1024;
    private static final int QUARTER = TURN / 4;
    private static final int BITS = 10;
    private static final int[] TABLE = table();

    private Sine() {}

    /// @param angle of `1 << bits` to a turn
    static int sine(int angle, int bits) {
        return TABLE[index(angle, bits)];
    }

    static int cosine(int angle, int bits) {
        return TABLE[index(angle, bits) + QUARTER & TURN - 1];
    }

    private static int index(int angle, int bits) {
        return bits > BITS ? angle >> (bits - BITS) : angle << (BITS - bits);
    }

    /// Multiplications and divisions of doubles in a fixed order are the same everywhere.
    private static int[] table() {
        int[] table = new int[TURN];
        for (int i = 0; i <= QUARTER; i++) {
            double x = i * Math.PI / (TURN / 2);
            double term = x;
            double sum = x;
            for (int n = 2; n < 20; n += 2) {
                term = -term * x * x / (n * (n + 1));
                sum += term;
            }
            int value = (int) Math.floor(sum * 16384 + 0.5);
            table[i] = value;
            table[TURN / 2 - i] = value;
            table[TURN / 2 + i] = -value;
            table[TURN - i & TURN - 1] = -value;
        }
        return table;
    }
}
