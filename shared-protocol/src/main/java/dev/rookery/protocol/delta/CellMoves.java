package dev.rookery.protocol.delta;

import java.util.Arrays;

/// Who changes cells in this tick, worked out before anything is written: the encoder's plan. Lists are kept as chains of
/// ids, ascending. Owned by the encoder; allocates only in its constructor.
final class CellMoves {
    private static final int END = -1;

    final int[] homes; // by id: the stream that each live entity belongs to now
    private final int[] firstSpawn; // by stream
    private final int[] firstCrossing; // by stream
    private final int[] next; // by id, in the one chain that it is in
    private final int[] generations; // by id of those that arrive: number of the frame that spawned it
    private final boolean[] crosses; // by id: out of a neighbour, whose frame hands it over
    private final int[] sources; // by id of those that cross: the stream they come from
    private final int[] entries; // by id of those that cross: their place among those that leave the same cell

    CellMoves(int maxEntities, int streams) {
        homes = new int[maxEntities];
        next = new int[maxEntities];
        generations = new int[maxEntities];
        crosses = new boolean[maxEntities];
        sources = new int[maxEntities];
        entries = new int[maxEntities];
        firstSpawn = new int[streams];
        firstCrossing = new int[streams];
        Arrays.fill(firstSpawn, END);
        Arrays.fill(firstCrossing, END);
    }

    /// Forgets the chains of one stream.
    void clear(int stream) {
        for (int id = firstCrossing[stream]; id != END; id = next[id]) {
            crosses[id] = false;
        }
        firstSpawn[stream] = END;
        firstCrossing[stream] = END;
    }

    /// It appears in its home as if from nowhere. To be called for descending ids.
    void spawn(int id, int generation) {
        int stream = homes[id];
        generations[id] = generation;
        next[id] = firstSpawn[stream];
        firstSpawn[stream] = id;
    }

    /// It comes over from a neighbour. To be called for descending ids.
    void cross(int id, int source) {
        int stream = homes[id];
        sources[id] = source;
        crosses[id] = true;
        next[id] = firstCrossing[stream];
        firstCrossing[stream] = id;
    }

    boolean crosses(int id) {
        return crosses[id];
    }

    int source(int id) {
        return sources[id];
    }

    /// What the old cell's frame found out.
    void left(int id, int entry) {
        entries[id] = entry;
    }

    int entry(int id) {
        return entries[id];
    }

    int generation(int id) {
        return generations[id];
    }

    int firstSpawn(int stream) {
        return firstSpawn[stream];
    }

    int firstCrossing(int stream) {
        return firstCrossing[stream];
    }

    int next(int id) {
        return next[id];
    }

    int count(int first) {
        int count = 0;
        for (int id = first; id != END; id = next[id]) {
            count++;
        }
        return count;
    }
}
