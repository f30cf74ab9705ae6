package dev.rookery.server.metrics;

import java.util.List;

/// Where the time of inputs goes inside the server, over all rooms, and how far away players are. Rooms record; any
/// thread may.
public final class LatencyTimes {
    private static final double[] SECONDS = {
        .000_1, .000_25, .000_5, .001, .002, .004, .008, .016, .033, .05, .075, .1, .15, .2, .3, .5, 1
    };
    private static final double[] TICKS = {-16, -8, -4, -2, -1, 0, .25, .5, .75, 1, 1.5, 2, 3, 4, 8};

    private final HistogramFamily stages = new HistogramFamily(
            "latency_stage_seconds", "Where the time of traced inputs goes, by stage.", "stage", SECONDS);
    private final HistogramFamily ways = new HistogramFamily(
            "input_to_snapshot_seconds",
            "From the arrival of a traced input to the end of the write of the first snapshot with its effect.",
            "game",
            SECONDS);
    private final HistogramFamily trips = new HistogramFamily(
            "rtt_seconds", "Round trips, the best of each player's last second, as the server itself measures them.",
            "", SECONDS);
    private final HistogramFamily margins = new HistogramFamily(
            "input_margin_ticks", "How long inputs waited for their tick; negative: they came too late.", "", TICKS);
    private final Histogram inputBuffer = stages.of("input_buffer");
    private final Histogram simulateEncode = stages.of("simulate_encode");
    private final Histogram outbox = stages.of("outbox");
    private final Histogram roundTrip = trips.of("");
    private final Histogram inputMargin = margins.of("");

    /// From arrival to the start of the tick that used the input.
    public Histogram inputBuffer() {
        return inputBuffer;
    }

    /// From there to the end of the tick's shared encode.
    public Histogram simulateEncode() {
        return simulateEncode;
    }

    /// From there until this player's socket had taken the snapshot.
    public Histogram outbox() {
        return outbox;
    }

    /// All three together.
    public Histogram inputToSnapshot(String game) {
        return ways.of(game);
    }

    public Histogram roundTrip() {
        return roundTrip;
    }

    public Histogram inputMargin() {
        return inputMargin;
    }

    List<HistogramFamily> families() {
        return List.of(stages, ways, trips, margins);
    }
}
