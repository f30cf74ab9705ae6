package dev.rookery.bench.bytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Whole bytes without prediction: slots as gaps, a byte that says which fields changed, their differences as zigzag
/// varints; spawns in full. Three counted lists: despawns, updates, spawns.
record ByteMaskScheme() implements PlainScheme {
    private static final int MAX_FRAME_BYTES = 1 << 20;
    private static final int PLAYER = 1;

    @Override
    public String name() {
        return "byte mask and varint deltas";
    }

    @Override
    public byte[] encode(FrameChange change) {
        ByteBuffer frame = ByteBuffer.allocate(MAX_FRAME_BYTES);
        varint(frame, change.despawned().size());
        int next = 0;
        for (int slot : change.despawned()) {
            varint(frame, slot - next);
            next = slot + 1;
        }
        varint(frame, change.updated().size());
        next = 0;
        for (var updated : change.updated().entrySet()) {
            varint(frame, updated.getKey() - next);
            next = updated.getKey() + 1;
            update(frame, updated.getValue());
        }
        varint(frame, change.spawned().size());
        next = 0;
        for (var spawned : change.spawned().entrySet()) {
            varint(frame, spawned.getKey() - next);
            next = spawned.getKey() + 1;
            spawn(frame, spawned.getValue());
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    private static void update(ByteBuffer frame, FrameChange.Update update) {
        int mask = 0;
        int size = update.after().values().size();
        for (int i = 0; i < size; i++) {
            mask |= update.changes(i) ? 1 << i : 0;
        }
        frame.put((byte) mask);
        for (int i = 0; i < size; i++) {
            if (update.changes(i)) {
                int difference = update.after().values().get(i) - update.before().values().get(i);
                varint(frame, (difference << 1) ^ (difference >> 31));
            }
        }
    }

    private static void spawn(ByteBuffer frame, PlainEntity entity) {
        frame.put((byte) (entity.player() ? PLAYER : 0));
        for (int i = 0; i < entity.values().size(); i++) {
            int value = entity.values().get(i);
            if (isWide(entity.player(), i)) {
                frame.putShort((short) value);
            } else {
                frame.put((byte) value);
            }
        }
    }

    /// Position, heading and score have two bytes, the others one.
    private static boolean isWide(boolean player, int field) {
        return field < 3 || (player && field == 4);
    }

    @Override
    public void decode(byte[] bytes, SortedMap<Integer, PlainEntity> room) {
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        int slot = -1;
        for (int left = varint(frame); left > 0; left--) {
            slot += 1 + varint(frame);
            room.remove(slot);
        }
        slot = -1;
        for (int left = varint(frame); left > 0; left--) {
            slot += 1 + varint(frame);
            room.computeIfPresent(slot, (at, entity) -> updated(frame, entity));
        }
        slot = -1;
        for (int left = varint(frame); left > 0; left--) {
            slot += 1 + varint(frame);
            room.put(slot, spawned(frame));
        }
    }

    private static PlainEntity updated(ByteBuffer frame, PlainEntity entity) {
        List<Integer> values = new ArrayList<>(entity.values());
        int mask = frame.get();
        for (int i = 0; i < values.size(); i++) {
            if ((mask >> i & 1) != 0) {
                int zigzag = varint(frame);
                values.set(i, values.get(i) + ((zigzag >>> 1) ^ -(zigzag & 1)));
            }
        }
        return new PlainEntity(entity.player(), 0, values);
    }

    private static PlainEntity spawned(ByteBuffer frame) {
        boolean player = frame.get() == PLAYER;
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < PlainEntity.fields(player).size(); i++) {
            values.add(isWide(player, i) ? frame.getShort() & 0xFFFF : frame.get() & 0xFF);
        }
        return new PlainEntity(player, 0, values);
    }

    private static void varint(ByteBuffer frame, int value) {
        int rest = value;
        while (rest >= 0x80) {
            frame.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        frame.put((byte) rest);
    }

    private static int varint(ByteBuffer frame) {
        int value = 0;
        int shift = 0;
        int read;
        do {
            read = frame.get();
            value |= (read & 0x7F) << shift;
            shift += 7;
        } while (read < 0);
        return value;
    }
}
