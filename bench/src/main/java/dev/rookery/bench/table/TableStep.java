package dev.rookery.bench.table;

import java.util.ArrayList;
import java.util.List;

/// One run of the table.
///
/// @param result name of its file in the results' folder, without ending
/// @param minutes that it takes on a quiet machine; at three times that it is given up
/// @param arguments of the bench, but for `--json`
record TableStep(String result, double minutes, List<String> arguments) {
    /// What matters most comes first, so that a run that is cut short has it.
    static final List<TableStep> ALL = List.of(
            step("compare-500", 6, "compare --players 500 --repeats 2 --peers rookery,c-floor,netty"),
            step("compare-2000", 6.5, "compare --players 2000 --repeats 2 --peers rookery,c-floor,netty"),
            step("compare-out", 4, "compare --players 500 --repeats 2 --no-inputs --peers rookery,c-floor"),
            step("compare-colyseus", 8.5, "compare --players 500 --repeats 2 --peers rookery,rookery-interest,colyseus,colyseus-views"),
            step("capacity-arena-interest", 8, "capacity --scenario arena-interest --from 1500 --repeats 1 --must 2000"),
            load("arena", 1.2),
            load("arena-60", 0.9),
            load("idle", 0.8),
            load("arena-interest", 1.2),
            load("skirmish", 1),
            load("churn", 1.2),
            load("small-rooms-20", 1.2),
            load("small-rooms-60", 0.9),
            load("big-room", 0.9),
            step("broadcast", 1.2, "broadcast --quick --only Broadcast"),
            step("tick", 1, "tick --quick --only RoomTick|Encode.*delta$ --with clients=200 --with spectators=0"));

    TableStep {
        arguments = List.copyOf(arguments);
    }

    private static TableStep step(String result, double minutes, String arguments) {
        return new TableStep(result, minutes, List.of(arguments.split(" ", -1)));
    }

    private static TableStep load(String scenario, double minutes) {
        return step("load-" + scenario, minutes, "load --scenario " + scenario);
    }

    /// The whole of the bench's command line.
    List<String> commandLine(String file) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--json", file));
        return all;
    }
}
