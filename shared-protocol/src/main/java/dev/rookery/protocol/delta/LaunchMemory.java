package dev.rookery.protocol.delta;

import java.util.Arrays;

/// What both ends remember of the spawns of one kind, by the value of its first enum: enough to predict the next one's
/// flight from its heading and its place from its owner's. Owned with its stream.
final class LaunchMemory {
    final int[] speeds; // sub-units per tick along the heading, 0 unknown
    final int[] classes; // how far off the last launch was, see Orders
    final int[] reaches; // quantised units from the owner along the heading

    LaunchMemory(int models) {
        speeds = new int[models];
        classes = new int[models];
        reaches = new int[models];
        Arrays.fill(classes, Orders.UNKNOWN_LAUNCH);
    }

    /// Learns the speed whose components along the heading are exactly these, if there is one, else the nearest.
    void learnSpeed(int model, int velocityX, int velocityY, int cosine, int sine) {
        double x = velocityX;
        double y = velocityY;
        int speed = (int) Math.floor(Math.sqrt(x * x + y * y) + 0.5);
        speeds[model] = speed;
        for (int near = Math.max(0, speed - 1); near <= speed + 1; near++) {
            if (along(near, cosine) == velocityX && along(near, sine) == velocityY) {
                speeds[model] = near;
                return;
            }
        }
    }

    void forget() {
        for (int model = 0; model < speeds.length; model++) {
            forget(model);
        }
    }

    void forget(int model) {
        speeds[model] = 0;
        classes[model] = Orders.UNKNOWN_LAUNCH;
        reaches[model] = 0;
    }

    /// For what a peer claims.
    boolean isValid(int model) {
        return classes[model] <= Orders.UNKNOWN_LAUNCH && speeds[model] < 1 << 28 && Math.abs(reaches[model]) < 1 << 17;
    }

    /// `length * part / 16384` rounded down.
    static int along(int length, int part) {
        return (int) (((long) length * part) >> 14);
    }
}
