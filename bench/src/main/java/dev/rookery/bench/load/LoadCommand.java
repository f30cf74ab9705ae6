package dev.rookery.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Clients over real sockets that parse every frame, against a server in a process of its own.
@Command(
        name = "load",
        description = "Load over real sockets on a server in a process of its own.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
    @Option(names = "--scenario", paramLabel = "NAME", description = "What happens; without it, the list of what can.")
    private String scenario = "";

    @Option(names = "--players", paramLabel = "N", description = "How many (default: the scenario's own).")
    private int players;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        int wanted = players > 0 ? players : Scenarios.defaultPlayers(scenario);
        MachineLimits limits = MachineLimits.here();
        int possible = limits.possible(wanted);
        limits.against(wanted)
                .forEach(reason -> out.println("Not " + wanted + " but " + possible + " clients: " + reason + "."));
        Scenario chosen = Scenarios.of(possible).stream()
                .filter(each -> each.name().equals(scenario))
                .findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "There are these scenarios:\n" + list()));
        ObjectNode report = new ObjectMapper().createObjectNode().put("scenario", chosen.name());
        boolean held = chosen.run(run.terms(), out, report);
        json.write(report, out);
        out.flush();
        return held ? 0 : 1;
    }

    private static String list() {
        return Scenarios.of(1).stream()
                .map(each -> String.format("  %-20s %s", each.name(), each.purpose()))
                .collect(Collectors.joining("\n"));
    }
}
