package dev.rookery.bench.bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Recordings of rooms that never were; the same seed, the same room.
final class MadeUpTraces {
    private static final int PLAYERS = 20;
    private static final int PROJECTILES = 40;
    private static final int FRAMES = 80;
    private static final int WORLD = 65_536; // wire units

    private MadeUpTraces() {}

    /// Players that wander, and bullets that fly straight and change hands.
    static Trace brawl(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Trace.Entity>> frames = new ArrayList<>();
        List<Trace.Entity> before = List.of();
        for (int i = 0; i < FRAMES; i++) {
            List<Trace.Entity> frame = new ArrayList<>();
            for (int slot = 0; slot < PLAYERS + PROJECTILES; slot++) {
                Trace.Entity entity = find(before, slot);
                if (entity != null && (slot < PLAYERS || random.nextInt(20) > 0)) {
                    frame.add(slot < PLAYERS ? wandered(entity, random) : flown(entity));
                } else if (slot < PLAYERS || random.nextInt(5) == 0) {
                    int generation = random.nextInt(256);
                    frame.add(slot < PLAYERS ? player(slot, random) : projectile(slot, generation, random));
                }
            }
            frames.add(frame);
            before = frame;
        }
        return new Trace(20, PLAYERS + PROJECTILES, frames);
    }

    private static Trace.@Nullable Entity find(List<Trace.Entity> frame, int slot) {
        return frame.stream().filter(entity -> entity.slot() == slot).findFirst().orElse(null);
    }

    private static Trace.Entity player(int slot, SplittableRandom random) {
        return new Trace.Entity(
                slot,
                Trace.PLAYER,
                0,
                random.nextInt(WORLD),
                random.nextInt(WORLD),
                random.nextInt(1024),
                100,
                0,
                1,
                0,
                0,
                0,
                0,
                0);
    }

    private static Trace.Entity projectile(int slot, int generation, SplittableRandom random) {
        return new Trace.Entity(
                slot,
                2,
                generation,
                random.nextInt(WORLD),
                random.nextInt(WORLD),
                random.nextInt(1024),
                0,
                0,
                0,
                0,
                random.nextInt(PLAYERS),
                1,
                random.nextInt(-40_000, 40_000),
                random.nextInt(-40_000, 40_000));
    }

    private static Trace.Entity wandered(Trace.Entity entity, SplittableRandom random) {
        boolean rests = random.nextInt(3) == 0;
        return new Trace.Entity(
                entity.slot(),
                entity.type(),
                entity.generation(),
                (entity.x() + (rests ? 0 : random.nextInt(-90, 90))) & 0xFFFF,
                (entity.y() + (rests ? 0 : random.nextInt(-90, 90))) & 0xFFFF,
                (entity.heading() + (rests ? 0 : random.nextInt(-9, 9))) & 0x3FF,
                random.nextInt(10) == 0 ? random.nextInt(101) : entity.health(),
                entity.score() + (random.nextInt(50) == 0 ? 100 : 0),
                random.nextInt(16),
                0,
                0,
                0,
                0,
                0);
    }

    private static Trace.Entity flown(Trace.Entity entity) {
        return new Trace.Entity(
                entity.slot(),
                entity.type(),
                entity.generation(),
                (entity.x() + entity.vx() * 3 / 256) & 0xFFFF,
                (entity.y() + entity.vy() * 3 / 256) & 0xFFFF,
                entity.heading(),
                0,
                0,
                0,
                entity.kind(),
                entity.owner(),
                3,
                entity.vx(),
                entity.vy());
    }
}
