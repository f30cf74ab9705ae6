package dev.rookery.protocol.delta;

import java.util.Arrays;

/// Where the entities of a room with cells are: each in at most one stream, in one of its slots. Owned with the streams.
final class Directory {
    private static final int NOWHERE = -1;

    private final int[] streams; // by id
    private final int[] slots; // by id

    Directory(int maxEntities) {
        streams = new int[maxEntities];
        slots = new int[maxEntities];
        Arrays.fill(streams, NOWHERE);
    }

    boolean has(int id) {
        return id < streams.length;
    }

    /// The stream that has the entity, or -1.
    int streamOf(int id) {
        return streams[id];
    }

    int slotOf(int id) {
        return slots[id];
    }

    /// The entity's slot in that stream, or -1 if it is not there.
    int slotIn(int stream, int id) {
        return has(id) && streams[id] == stream ? slots[id] : NOWHERE;
    }

    void enter(int id, int stream, int slot) {
        streams[id] = stream;
        slots[id] = slot;
    }

    /// The entity is no longer in that stream; where it has entered another one meanwhile, it stays there.
    void leave(int id, int stream) {
        if (streams[id] == stream) {
            streams[id] = NOWHERE;
        }
    }

    void clear() {
        Arrays.fill(streams, NOWHERE);
    }
}
