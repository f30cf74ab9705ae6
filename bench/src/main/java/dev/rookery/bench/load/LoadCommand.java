package dev.rookery.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Clients over real sockets that parse and check every frame, against a server in a process of its own.
@Command(
        name = "load",
        description = "Load over real sockets on a server in a process of its own.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
    @Option(names = "--scenario", required = true, paramLabel = "NAME", description = "What happens: join-storm.")
    private String scenario = "";

    @Option(names = "--players", paramLabel = "N", description = "Clients that join in one second (default: ${DEFAULT-VALUE}).")
    private int players = 1000;

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out =
                spec == null ? new PrintWriter(System.out, true, StandardCharsets.UTF_8) : spec.commandLine().getOut();
        List<Scenario> scenarios = List.of(new JoinStorm(players));
        Scenario chosen = scenarios.stream()
                .filter(each -> each.name().equals(scenario))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec == null ? CommandSpec.create().commandLine() : spec.commandLine(),
                        "There is no such scenario: " + scenario));
        ObjectNode report = new ObjectMapper().createObjectNode().put("scenario", chosen.name());
        boolean held;
        try (ServerChild server = new ServerChild()) {
            held = chosen.run(server, out, report);
        }
        json.write(report, out);
        out.flush();
        return held ? 0 : 1;
    }
}
