package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;

/// The entities of one tick as quantised ints: the only form that is compared, stored and sent. A slot below
/// `schema.maxEntities()` holds one entity or is free. A value lies in `0 .. levels - 1` of its field, a reference in
/// `0 .. maxEntities`.
///
/// Owned by one thread; allocates only in its constructor.
public final class EntityRows {
    static final int FREE = -1;

    final int stride; // fields of the widest kind
    private final int[] fieldCounts; // by kind
    private final boolean ballistic;
    int[] kinds;
    int[] generations;
    int[] values;
    int[] launches; // subX subY velocityX velocityY by slot; empty without a ballistic kind
    int end;
    int live;

    public EntityRows(GameSchema schema) {
        this(schema, schema.maxEntities());
    }

    /// Rows that begin with fewer slots and grow by [#reserve].
    EntityRows(GameSchema schema, int capacity) {
        int widest = 0;
        boolean flies = false;
        for (EntitySpec kind : schema.roomKinds()) {
            widest = Math.max(widest, kind.fields().size());
            flies |= kind.ballistic();
        }
        stride = widest;
        ballistic = flies;
        fieldCounts = schema.roomKinds().stream().mapToInt(kind -> kind.fields().size()).toArray();
        kinds = new int[capacity];
        generations = new int[capacity];
        values = new int[capacity * widest];
        launches = new int[ballistic ? capacity * 4 : 0];
        Arrays.fill(kinds, FREE);
    }

    /// Makes room for more slots; only ever grows.
    void reserve(int capacity) {
        int before = kinds.length;
        kinds = Arrays.copyOf(kinds, capacity);
        Arrays.fill(kinds, before, capacity, FREE);
        generations = Arrays.copyOf(generations, capacity);
        values = Arrays.copyOf(values, capacity * stride);
        launches = Arrays.copyOf(launches, ballistic ? capacity * 4 : 0);
    }

    public int capacity() {
        return kinds.length;
    }

    /// One past the greatest live slot.
    public int end() {
        return end;
    }

    /// Number of live slots.
    public int live() {
        return live;
    }

    /// Index into the schema's entities, -1 where the slot is free.
    public int kind(int slot) {
        return kinds[slot];
    }

    /// Differs whenever another entity has taken the slot. In a decoder it wraps at 256.
    public int generation(int slot) {
        return generations[slot];
    }

    public int value(int slot, int field) {
        return values[slot * stride + field];
    }

    /// A new entity in a free slot, with a new generation and all values 0.
    public void spawn(int slot, int kind) {
        spawn(slot, kind, generations[slot] + 1);
    }

    void spawn(int slot, int kind, int generation) {
        assert kinds[slot] == FREE : "Slot is taken: slot=" + slot;
        kinds[slot] = kind;
        generations[slot] = generation;
        Arrays.fill(values, slot * stride, (slot + 1) * stride, 0);
        if (launches.length > 0) {
            Arrays.fill(launches, slot * 4, slot * 4 + 4, 0);
        }
        end = Math.max(end, slot + 1);
        live++;
    }

    public void despawn(int slot) {
        assert kinds[slot] != FREE : "Slot is free: slot=" + slot;
        kinds[slot] = FREE;
        live--;
        while (end > 0 && kinds[end - 1] == FREE) {
            end--;
        }
    }

    public void set(int slot, int field, int value) {
        values[slot * stride + field] = value;
    }

    /// Where exactly a ballistic entity is and how it flies; to be called each tick after its values are set. The
    /// decoder is told at the spawn and whenever the flight changes.
    ///
    /// @param subX fraction of the first linear field's quantised unit, 0 to 255
    /// @param subY the same of the second linear field
    /// @param velocityX 1/256 quantised units per tick, magnitude below 2^26
    public void launch(int slot, int subX, int subY, int velocityX, int velocityY) {
        int at = slot * 4;
        launches[at] = subX;
        launches[at + 1] = subY;
        launches[at + 2] = velocityX;
        launches[at + 3] = velocityY;
    }

    /// Frees every slot; generations go on counting.
    public void clear() {
        Arrays.fill(kinds, 0, end, FREE);
        end = 0;
        live = 0;
    }

    /// 32-bit hash over slots, kinds and values; the same in TypeScript.
    public int hash() {
        int hash = 0;
        for (int slot = 0; slot < end; slot++) {
            int kind = kinds[slot];
            if (kind == FREE) {
                continue;
            }
            hash = mix(mix(hash, slot), kind);
            int row = slot * stride;
            for (int field = 0; field < fieldCounts[kind]; field++) {
                hash = mix(hash, values[row + field]);
            }
        }
        return hash;
    }

    static int mix(int hash, int value) {
        return (Integer.rotateLeft(hash, 5) ^ value) * 0x9E3779B1;
    }
}
