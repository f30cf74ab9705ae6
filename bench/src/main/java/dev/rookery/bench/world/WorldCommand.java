package dev.rookery.bench.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.JsonOption;
import dev.rookery.bench.Main;
import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.server.replication.GameBinding;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Skirmish in its large world, with the game's own bots and with players: what a tick takes and what each player is sent.
@Command(
        name = "world",
        description = "Skirmish in the large world: CPU time of a tick, bytes per tick and client, bytes allocated.",
        mixinStandardHelpOptions = true)
public final class WorldCommand implements Callable<Integer> {
    private static final double MAX_TICK_P99_MILLIS = 10; // of 33 at 30 Hz
    private static final int SEED = 1;

    @Option(names = "--size", paramLabel = "SIZE", description = "standard or large (${DEFAULT-VALUE}).")
    private String size = "large";

    @Option(
            names = "--bots",
            paramLabel = "N",
            split = ",",
            description = "Values of the setting bots, which counts for each of the large world's nine districts.")
    private List<String> bots = List.of("8", "24", "48", "96");

    @Option(names = "--players", paramLabel = "N", description = "Players, who take the places of bots (${DEFAULT-VALUE}).")
    private int players = 50;

    @Option(names = "--ticks", paramLabel = "N", description = "Ticks measured, after as many to warm up.")
    private int ticks = 1800;

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode report = new ObjectMapper().createObjectNode();
        ArrayNode rows = report.putArray("rooms");
        out.printf(
                "%5s %8s %8s | %9s %6s %6s %8s | %9s %7s %10s | %10s%n",
                "bots", "ships", "entities", "mean B", "p50", "p99", "largest", "tick p50", "p99", "largest ms", "alloc B");
        boolean held = true;
        for (String number : bots) {
            PlayedRoom.Outcome outcome = new PlayedRoom<>(
                            GameBinding.bind(Skirmish.TYPE), Map.of("size", size, "bots", number), SEED)
                    .run(players, ticks);
            double p99 = millis(outcome.tickNanos().getValueAtPercentile(99));
            held &= p99 <= MAX_TICK_P99_MILLIS;
            out.printf(
                    "%5s %8d %8d | %9.1f %6d %6d %8d | %9.2f %7.2f %10.2f | %10.0f%n",
                    number,
                    outcome.players(),
                    outcome.entities(),
                    outcome.bytes().getMean(),
                    outcome.bytes().getValueAtPercentile(50),
                    outcome.bytes().getValueAtPercentile(99),
                    outcome.bytes().getMaxValue(),
                    millis(outcome.tickNanos().getValueAtPercentile(50)),
                    p99,
                    millis(outcome.tickNanos().getMaxValue()),
                    outcome.allocatedBytes());
            out.flush();
            rows.addObject()
                    .put("bots", number)
                    .put("players", outcome.players())
                    .put("entities", outcome.entities())
                    .put("meanBytes", outcome.bytes().getMean())
                    .put("p99Bytes", outcome.bytes().getValueAtPercentile(99))
                    .put("tickP50Millis", millis(outcome.tickNanos().getValueAtPercentile(50)))
                    .put("tickP99Millis", p99)
                    .put("allocatedBytes", outcome.allocatedBytes());
        }
        out.printf("%s tick p99 of at most %.0f ms%n", held ? "held   " : "MISSED ", MAX_TICK_P99_MILLIS);
        json.write(report, out);
        return held ? 0 : Main.TARGET_MISSED;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
