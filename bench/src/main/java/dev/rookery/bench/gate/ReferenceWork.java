package dev.rookery.bench.gate;

import java.util.Random;

/// The floor of the gate: what the plainest server would do in a tick, written by hand. Moves so many bodies in a box, compares
/// their quantised places with those before, writes the differences as varints, and copies the result for each client. It
/// never changes, so that the hot path can be measured in shares of it, on any machine, however busy. Owned by one thread.
final class ReferenceWork {
    private static final double SIZE = 4096;
    private static final double STEPS = 16; // of a place, in a unit
    private static final int HEADER_BYTES = 5;
    private static final int MAX_BYTES_A_BODY = 12;

    private final double[] x;
    private final double[] y;
    private final double[] vx;
    private final double[] vy;
    private final int[] shownX;
    private final int[] shownY;
    private final byte[] frame;
    private final byte[] out;
    private final int clients;
    private int length;

    ReferenceWork(int bodies, int clients) {
        this.clients = clients;
        x = new double[bodies];
        y = new double[bodies];
        vx = new double[bodies];
        vy = new double[bodies];
        shownX = new int[bodies];
        shownY = new int[bodies];
        frame = new byte[bodies * MAX_BYTES_A_BODY];
        out = new byte[HEADER_BYTES + frame.length];
        Random random = new Random(1);
        for (int i = 0; i < bodies; i++) {
            x[i] = random.nextDouble() * SIZE;
            y[i] = random.nextDouble() * SIZE;
            vx[i] = random.nextDouble() * 20 - 10;
            vy[i] = random.nextDouble() * 20 - 10;
        }
    }

    /// One tick.
    ///
    /// @return bytes for all clients together
    int tick() {
        length = 0;
        for (int i = 0; i < x.length; i++) {
            x[i] += vx[i];
            y[i] += vy[i];
            vx[i] = x[i] < 0 || x[i] > SIZE ? -vx[i] : vx[i];
            vy[i] = y[i] < 0 || y[i] > SIZE ? -vy[i] : vy[i];
            int qx = (int) Math.floor(x[i] * STEPS + 0.5);
            int qy = (int) Math.floor(y[i] * STEPS + 0.5);
            varint(qx - shownX[i]);
            varint(qy - shownY[i]);
            shownX[i] = qx;
            shownY[i] = qy;
        }
        int bytes = 0;
        for (int client = 0; client < clients; client++) {
            out[0] = (byte) client;
            System.arraycopy(frame, 0, out, HEADER_BYTES, length);
            bytes += HEADER_BYTES + length;
        }
        return bytes;
    }

    private void varint(int difference) {
        int rest = (difference << 1) ^ (difference >> 31);
        while ((rest & ~0x7F) != 0) {
            frame[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        frame[length++] = (byte) rest;
    }
}
