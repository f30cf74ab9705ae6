package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;

/// The entities that are leaving one cell for a neighbour in this frame, with their predictors, as the old cell knew them
/// before. The old cell's frame puts them here, the new cell's takes them over. Owned with the streams.
final class Transit {
    private final StreamState shelf;
    private int count;

    Transit(GameSchema schema, KindLayout[] kinds) {
        shelf = StreamState.shelf(schema, kinds);
    }

    /// A new frame begins.
    void clear() {
        shelf.clear();
        count = 0;
    }

    int count() {
        return count;
    }

    /// Keeps what is in that slot.
    void add(StreamState stream, int slot) {
        shelf.reserve(count);
        shelf.copy(stream, slot, count);
        shelf.ids[count] = stream.ids[slot];
        count++;
    }

    int id(int entry) {
        return shelf.ids[entry];
    }

    /// Puts an entry into a free slot that belongs to the same entity.
    void deliver(int entry, StreamState stream, int slot) {
        stream.copy(shelf, entry, slot);
    }
}
