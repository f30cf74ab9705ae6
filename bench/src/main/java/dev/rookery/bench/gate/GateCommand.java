package dev.rookery.bench.gate;

import dev.rookery.bench.JsonOption;
import dev.rookery.bench.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A few seconds that say whether the hot path has become dearer: ratios within this run, never times of the clock.
@Command(
        name = "gate",
        description = "Fails if a message costs more processor time, garbage or bytes than it did; takes seconds.",
        mixinStandardHelpOptions = true)
public final class GateCommand implements Callable<Integer> {
    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        HotPath path = new HotPath();
        List<GateReading> readings = new ArrayList<>(GateJudge.judge(path::measure));
        try (SocketPath sockets = new SocketPath()) {
            readings.addAll(GateJudge.judge(() -> List.of(sockets.measure())));
        }
        readings.forEach(out::println);
        boolean holds = GateJudge.holds(readings);
        if (!holds) {
            out.println("A message has become dearer, in the best of " + GateJudge.ATTEMPTS + " attempts. If the code did not change,"
                    + " try again when the machine is quieter: java -jar bench/target/bench.jar gate");
        }
        json.write(readings, out);
        out.flush();
        return holds ? 0 : Main.TARGET_MISSED;
    }
}
