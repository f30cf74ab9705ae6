package dev.rookery.bench.bytes;

import java.util.SortedMap;
import java.util.TreeMap;

/// How busy a recorded room is; means over the frames after the first.
///
/// @param trace name of the recording
/// @param entities live in a frame
/// @param updates entities of a frame that were there before and look different now
public record TraceLoad(String trace, double entities, double updates) {
    /// Counts a recording.
    public static TraceLoad of(String name, Trace trace) {
        long entities = 0;
        long updates = 0;
        SortedMap<Integer, PlainEntity> before = new TreeMap<>();
        for (int i = 0; i < trace.frames().size(); i++) {
            SortedMap<Integer, PlainEntity> now = PlainEntity.room(trace.frames().get(i));
            if (i > 0) {
                entities += now.size();
                updates += FrameChange.between(before, now).updated().size();
            }
            before = now;
        }
        double ticks = trace.frames().size() - 1.0;
        return new TraceLoad(name, entities / ticks, updates / ticks);
    }
}
