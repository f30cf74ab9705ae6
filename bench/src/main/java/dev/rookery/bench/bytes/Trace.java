package dev.rookery.bench.bytes;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// A recorded room in the `TRL2` format: what every entity was, frame by frame.
///
/// @param hz frames per second
/// @param slots capacity of the room
public record Trace(int hz, int slots, List<List<Entity>> frames) {
    /// Ticks per second of what was recorded.
    public static final int BASE_HZ = 60;

    /// Type of a player or disc.
    public static final int PLAYER = 1;
    private static final int MAGIC = 0x324C5254;

    /// @param kind of a projectile: 0 straight, 1 homing, 2 bouncing
    /// @param age of a projectile: ticks of 1/60 s since the launch, at most 3
    /// @param vx of a projectile, 1/256 wire unit per 1/60 s
    public record Entity(
            int slot,
            int type,
            int generation,
            int x,
            int y,
            int heading,
            int health,
            int score,
            int flags,
            int kind,
            int owner,
            int age,
            int vx,
            int vy) {}

    /// Of a recording's file, without its ending.
    public static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".trc.gz", "");
    }

    /// Ticks from one frame to the next.
    public int ticksPerFrame() {
        return BASE_HZ / hz;
    }

    /// Whether anything flies.
    boolean hasProjectiles() {
        return frames.stream().anyMatch(frame -> frame.stream().anyMatch(entity -> entity.type() != PLAYER));
    }

    /// @throws IOException if it cannot be read or is no trace
    public static Trace read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.getInt() != MAGIC) {
                throw new IOException("Not a trace: file=" + file);
            }
            int count = bytes.getInt();
            int hz = bytes.getInt();
            int slots = bytes.getInt();
            List<List<Entity>> frames = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                frames.add(frame(bytes));
            }
            return new Trace(hz, slots, frames);
        }
    }

    private static List<Entity> frame(ByteBuffer bytes) {
        int count = u16(bytes);
        List<Entity> entities = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int slot = u16(bytes);
            int type = u8(bytes);
            int generation = u8(bytes);
            int x = u16(bytes);
            int y = u16(bytes);
            int heading = u16(bytes);
            entities.add(
                    type == PLAYER
                            ? new Entity(
                                    slot, type, generation, x, y, heading, u8(bytes), u16(bytes), u8(bytes), 0, 0, 0, 0, 0)
                            : new Entity(
                                    slot,
                                    type,
                                    generation,
                                    x,
                                    y,
                                    heading,
                                    0,
                                    0,
                                    0,
                                    u8(bytes),
                                    u8(bytes),
                                    u8(bytes),
                                    bytes.getInt(),
                                    bytes.getInt()));
        }
        return entities;
    }

    private static int u8(ByteBuffer bytes) {
        return bytes.get() & 0xFF;
    }

    private static int u16(ByteBuffer bytes) {
        return bytes.getShort() & 0xFFFF;
    }
}
