package dev.rookery.bench.micro;

import dev.rookery.game.Angle;
import dev.rookery.game.Entity;
import dev.rookery.game.Replicated;
import java.util.Random;

/// An entity with 12 replicated fields of all types, the subject of [FieldReadBenchmark].
abstract sealed class Ship extends Entity {
    @Replicated(max = 4095, step = 0.0625, smooth = true) double x;
    @Replicated(max = 4095, step = 0.0625, smooth = true) double y;
    @Replicated(min = -1024, max = 1023, step = 0.125) double vx;
    @Replicated(min = -1024, max = 1023, step = 0.125) double vy;
    @Angle(bits = 10) double heading;
    @Replicated(max = 100, step = 0.5) float shield;
    @Replicated(max = 65535) int score;
    @Replicated(max = 1000) short ammunition;
    @Replicated(min = -128, max = 127) byte rank;
    @Replicated boolean firing;
    @Replicated boolean boosting;
    @Replicated Weapon weapon = Weapon.BOLT;

    final int kind;

    private Ship(int kind) {
        this.kind = kind;
    }

    /// A ship of class `kind`, 0 to 3.
    static Ship ofKind(int kind) {
        return switch (kind) {
            case 0 -> new Scout();
            case 1 -> new Frigate();
            case 2 -> new Cruiser();
            case 3 -> new Carrier();
            default -> throw new IllegalArgumentException("kind=" + kind);
        };
    }

    void scatter(Random random) {
        x = random.nextDouble(4096);
        y = random.nextDouble(4096);
        vx = random.nextDouble(-300, 300);
        vy = random.nextDouble(-300, 300);
        heading = random.nextDouble(-10, 10);
        shield = random.nextFloat(100);
        score = random.nextInt(5000);
        ammunition = (short) random.nextInt(1000);
        rank = (byte) random.nextInt(-128, 128);
        firing = random.nextBoolean();
        boosting = random.nextBoolean();
        weapon = random.nextBoolean() ? Weapon.BOLT : Weapon.RAIL;
    }

    /// The row of a ship, as an author would write it by hand.
    static void read(Ship ship, int[] row, int offset) {
        row[offset] = FieldReadBenchmark.scalar(ship.x, 0, 0.0625, 65520);
        row[offset + 1] = FieldReadBenchmark.scalar(ship.y, 0, 0.0625, 65520);
        row[offset + 2] = FieldReadBenchmark.scalar(ship.vx, -1024, 0.125, 16376);
        row[offset + 3] = FieldReadBenchmark.scalar(ship.vy, -1024, 0.125, 16376);
        row[offset + 4] = FieldReadBenchmark.angle(ship.heading, 1023);
        row[offset + 5] = FieldReadBenchmark.scalar(ship.shield, 0, 0.5, 200);
        row[offset + 6] = FieldReadBenchmark.scalar(ship.score, 0, 1, 65535);
        row[offset + 7] = FieldReadBenchmark.scalar(ship.ammunition, 0, 1, 1000);
        row[offset + 8] = FieldReadBenchmark.scalar(ship.rank, -128, 1, 255);
        row[offset + 9] = ship.firing ? 1 : 0;
        row[offset + 10] = ship.boosting ? 1 : 0;
        row[offset + 11] = ship.weapon.ordinal();
    }

    enum Weapon {
        BOLT,
        RAIL
    }

    private static final class Scout extends Ship {
        Scout() {
            super(0);
        }
    }

    private static final class Frigate extends Ship {
        Frigate() {
            super(1);
        }
    }

    private static final class Cruiser extends Ship {
        Cruiser() {
            super(2);
        }
    }

    private static final class Carrier extends Ship {
        Carrier() {
            super(3);
        }
    }
}
