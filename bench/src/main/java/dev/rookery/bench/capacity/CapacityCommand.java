package dev.rookery.bench.capacity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.JsonOption;
import dev.rookery.bench.load.LoadFigures;
import dev.rookery.bench.load.Objective;
import dev.rookery.bench.load.PlayScenario;
import dev.rookery.bench.load.RunOptions;
import dev.rookery.bench.load.RunTerms;
import dev.rookery.bench.load.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How many players one core takes, to within the tolerance, and what gives way first.
@Command(
        name = "capacity",
        description = "The greatest load that meets the objective, by bisection.",
        mixinStandardHelpOptions = true)
public final class CapacityCommand implements Callable<Integer> {
    @Option(names = "--scenario", paramLabel = "NAME", description = "Of bench load (default: ${DEFAULT-VALUE}).")
    private String scenario = "arena-interest";

    @Option(names = "--from", paramLabel = "N", description = "Players to begin with (default: ${DEFAULT-VALUE}).")
    private int from = 500;

    @Option(names = "--to", paramLabel = "N", description = "Players at most (default: ${DEFAULT-VALUE}).")
    private int most = 8000;

    @Option(names = "--tolerance", paramLabel = "SHARE", description = "Of the result (default: ${DEFAULT-VALUE}).")
    private double tolerance = 0.05;

    @Option(names = "--repeats", paramLabel = "N", description = "Runs of a load at most, odd (default: ${DEFAULT-VALUE}).")
    private int repeats = 3;

    @Option(names = "--must", paramLabel = "N", description = "Players that must hold for exit status 0.")
    private int must;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<LoadFigures> figures = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Scenarios.ofPlay(1).stream().noneMatch(each -> each.name().equals(scenario))) {
            throw new ParameterException(spec.commandLine(), "There is no such scenario of players: " + scenario);
        }
        PrintWriter out = spec.commandLine().getOut();
        RunTerms terms = run.terms();
        CapacitySearch.Result result =
                new CapacitySearch(tolerance, repeats, most, load -> trial(load, terms, out)).search(from);
        out.printf(
                Locale.ROOT,
                "%s: %d players hold%s%n",
                scenario,
                result.held(),
                result.missed() == 0
                        ? ", which is as many as were tried"
                        : ", " + result.missed() + " do not; what gave way first: " + result.limit());
        if (result.isOfGenerator()) {
            out.println("The clients gave way, not the server: it takes at least as many.");
        }
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode().put("scenario", scenario);
        report.set("result", mapper.valueToTree(result));
        report.set("objective", mapper.valueToTree(Objective.DEFAULT));
        report.set("runs", mapper.valueToTree(figures));
        json.write(report, out);
        boolean held = result.held() > 0 && result.held() >= must;
        out.printf(Locale.ROOT, "%s players that hold: %d, at least %d%n", held ? "held   " : "MISSED ", result.held(), must);
        out.flush();
        return held ? 0 : 1;
    }

    private CapacitySearch.Trial trial(int load, RunTerms terms, PrintWriter out)
            throws IOException, InterruptedException {
        PlayScenario chosen = Scenarios.ofPlay(load).stream()
                .filter(each -> each.name().equals(scenario))
                .findFirst()
                .orElseThrow();
        LoadFigures measured = chosen.measure(terms);
        figures.add(measured);
        CapacitySearch.Trial trial = judge(load, chosen.wanted(), measured);
        out.printf(
                Locale.ROOT,
                "%6d players: %-9s %.2f cores, interval p99 %.1f ms, input p99 %.1f ms, overruns %.2f %%, generator %.2f cores  %s%n",
                load,
                trial.outcome().name().toLowerCase(Locale.ROOT),
                measured.serverCores(),
                measured.intervalP99Millis(),
                measured.inputP99Millis(),
                100 * measured.overrunShare(),
                measured.generatorCores(),
                trial.reason());
        out.flush();
        return trial;
    }

    /// What was exceeded by the greatest share gave way first.
    static CapacitySearch.Trial judge(int load, int wanted, LoadFigures measured) {
        String reason = Objective.DEFAULT.judge(measured, wanted).stream()
                .filter(verdict -> !verdict.isHeld())
                .max(Comparator.comparingDouble(Objective.Verdict::excess))
                .map(Objective.Verdict::what)
                .orElse("");
        if (reason.isEmpty()) {
            return new CapacitySearch.Trial(load, CapacitySearch.Outcome.HELD, "");
        }
        return measured.isGeneratorSaturated()
                ? new CapacitySearch.Trial(load, CapacitySearch.Outcome.GENERATOR, "the generator was saturated")
                : new CapacitySearch.Trial(load, CapacitySearch.Outcome.MISSED, reason);
    }
}
