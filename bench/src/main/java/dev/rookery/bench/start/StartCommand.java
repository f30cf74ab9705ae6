package dev.rookery.bench.start;

import dev.rookery.bench.JsonOption;
import dev.rookery.bench.Main;
import dev.rookery.bench.NodeProgram;
import dev.rookery.bench.NotMeasuredException;
import dev.rookery.games.skirmish.Skirmish;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Starts the server's jar, and an image of `server/ops/image.sh` if there is one, again and again, in turn, so that what else
/// the machine does falls on both. The first start of each warms the disk's cache and this program, and does not count. Where
/// players come too, the image also starts without the profiles of its training, which are then all that differs.
@Command(
        name = "start",
        description = "From the start of a server to its first answer and its first snapshot.",
        mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
    private static final String WITHOUT_PROFILES = "-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--repeats", paramLabel = "N", description = "Starts of each that count; 10.")
    private int repeats = 10;

    @Option(names = "--jar", paramLabel = "FILE", description = "The server's jar; that of this repository.")
    private @Nullable Path jar;

    @Option(names = "--image", paramLabel = "FOLDER", description = "Also a folder that server/ops/image.sh has made.")
    private @Nullable Path image;

    @Option(names = "--players", paramLabel = "N", description = "Also players of skirmish who come at once, and what their messages take.")
    private int players;

    @Option(names = "--seconds", paramLabel = "N", description = "How long they play (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws IOException, InterruptedException, NotMeasuredException {
        PrintWriter out = spec.commandLine().getOut();
        if (players < 0 || seconds < 1) {
            throw new ParameterException(spec.commandLine(), "Players come or not, and stay for a second at least.");
        }
        if (repeats < 1) {
            throw new ParameterException(spec.commandLine(), "At least one start has to count: --repeats=" + repeats);
        }
        Crowd crowd = players == 0 ? null : new Crowd(Skirmish.TYPE, players, seconds);
        Map<String, List<String>> commands = commands();
        Map<String, List<ServerStart>> starts = new LinkedHashMap<>();
        for (int turn = 0; turn <= repeats; turn++) {
            for (Map.Entry<String, List<String>> each : commands.entrySet()) {
                ServerStart start = ServerStart.of(each.getValue(), crowd);
                if (turn > 0) {
                    starts.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(start);
                }
            }
        }
        List<StartFigure> figures = new ArrayList<>();
        starts.forEach((kind, all) -> figures.add(StartFigure.of(kind, all)));
        print(out, figures);
        json.write(figures, out);
        out.flush();
        return figures.stream().allMatch(StartFigure::holds) ? 0 : Main.TARGET_MISSED;
    }

    private Map<String, List<String>> commands() throws NotMeasuredException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        commands.put("jar", List.of(java, "-jar", existing(jar == null ? NodeProgram.repository().resolve("server/target/rookery.jar") : jar)));
        if (image != null) {
            String rookery = existing(image.resolve("bin/rookery"));
            commands.put("image", List.of(rookery));
            if (players > 0) {
                commands.put("untrained", List.of("env", "ROOKERY_JAVA_OPTIONS=" + WITHOUT_PROFILES, rookery));
            }
        }
        return commands;
    }

    private String existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no " + file + ": build it first.");
        }
        return file.toAbsolutePath().toString();
    }

    private static void print(PrintWriter out, List<StartFigure> figures) {
        out.printf(
                "%-10s %7s %10s %10s %9s %13s %9s %15s %17s%n",
                "", "starts", "ready, ms", "least, ms", "CPU, ms", "snapshot, ms", "CPU, ms", "a message, us", "of it kernel, us");
        for (StartFigure figure : figures) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %7d %10.0f %10.0f %9.0f %13.0f %9.0f %15s %17s%n",
                    figure.kind(),
                    figure.starts(),
                    figure.readyMillis(),
                    figure.leastReadyMillis(),
                    figure.readyCpuMillis(),
                    figure.snapshotMillis(),
                    figure.snapshotCpuMillis(),
                    micros(figure.messageMicros()),
                    micros(figure.messageSystemMicros()));
        }
        figures.stream().filter(StartFigure::hasTarget).forEach(figure -> out.printf(
                Locale.ROOT,
                "%s  ready within %.0f ms with an image; was %.0f%n",
                figure.holds() ? "held  " : "MISSED",
                StartFigure.MUST_READY_MILLIS,
                figure.readyMillis()));
    }

    private static String micros(@Nullable Double micros) {
        return micros == null ? "-" : String.format(Locale.ROOT, "%.1f", micros);
    }
}
