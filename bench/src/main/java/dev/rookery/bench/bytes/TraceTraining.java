package dev.rookery.bench.bytes;

import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.delta.TableTrainer;
import dev.rookery.protocol.schema.GameSchema;
import java.util.List;

/// Shows a recorded room to a trainer of tables.
public final class TraceTraining {
    private static final int KEYFRAME_INTERVAL = 50; // frames

    private TraceTraining() {}

    /// Counts one trace.
    ///
    /// @return its schema
    public static GameSchema count(Trace trace, TableTrainer trainer) {
        GameSchema schema = TraceRoom.schema(trace);
        TraceRoom room = new TraceRoom(trace, schema);
        DeltaEncoder counted = trainer.stream(schema, Trace.BASE_HZ / trace.hz());
        byte[] nothing = new byte[0];
        int frames = 0;
        for (List<Trace.Entity> frame : trace.frames()) {
            room.show(frame);
            counted.delta(room.rows, nothing, 0);
            if (++frames % KEYFRAME_INTERVAL == 0) {
                counted.keyframe(nothing, 0);
            }
        }
        return schema;
    }
}
