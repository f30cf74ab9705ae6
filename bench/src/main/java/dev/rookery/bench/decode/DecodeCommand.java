package dev.rookery.bench.decode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rookery.bench.ColyseusPeer;
import dev.rookery.bench.JsonOption;
import dev.rookery.bench.Main;
import dev.rookery.bench.NodeProgram;
import dev.rookery.bench.NotMeasuredException;
import dev.rookery.bench.bytes.Trace;
import dev.rookery.bench.bytes.TraceLoad;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures the shipped TypeScript decoder on recorded rooms, in Node and in Chromium.
@Command(
        name = "decode",
        description = "What the browser's decoder takes on recorded rooms, in Node and in headless Chromium.",
        mixinStandardHelpOptions = true)
public final class DecodeCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final String PEER = "@colyseus/schema";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--trace",
            required = true,
            paramLabel = "FILE",
            description = "A recorded room, .trc.gz. May be given again.")
    private List<Path> files = List.of();

    @Option(names = "--seconds", paramLabel = "N", description = "To spend on each figure, 10.")
    private int seconds = 10;

    @Option(names = "--no-peers", description = "Do not measure other libraries.")
    private boolean withoutPeers;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("trace         decoder                                              runtime"
                + "                  us a frame   ns an update   ns an entity");
        List<DecodeFigure> figures = new ArrayList<>();
        for (Path file : files) {
            Trace trace = Trace.read(file);
            TraceLoad load = TraceLoad.of(Trace.name(file), trace);
            List<DecodeFigure> measured = measure(load, file, trace);
            measured.forEach(figure -> print(out, figure));
            out.flush();
            figures.addAll(measured);
        }
        json.write(figures, out);
        boolean held = printTargets(out, figures);
        out.flush();
        return held ? 0 : Main.TARGET_MISSED;
    }

    private List<DecodeFigure> measure(TraceLoad load, Path file, Trace trace) throws IOException {
        List<DecodeFigure> figures = new ArrayList<>();
        try {
            JsonNode measured = NodeProgram.in("browser-client")
                    .run(LIMIT, "bench/decode.mjs", Recording.write(trace).toString(), String.valueOf(seconds));
            for (JsonNode figure : measured.path("figures")) {
                figures.add(DecodeFigure.of(
                        load,
                        figure.path("codec").asText(),
                        figure.path("runtime").asText(),
                        figure.path("micros").asDouble()));
            }
            measured.path("notMeasured").properties().forEach(runtime -> figures.add(DecodeFigure.notMeasured(
                    load, "all", runtime.getKey(), runtime.getValue().asText())));
        } catch (NotMeasuredException e) {
            figures.add(DecodeFigure.notMeasured(load, "all", "Node and Chromium", String.valueOf(e.getMessage())));
        }
        if (!withoutPeers) {
            try {
                ColyseusPeer.measure(file, seconds).forEach(row ->
                        figures.add(DecodeFigure.of(load, row.scheme(), row.runtime(), row.decodeMicros())));
            } catch (NotMeasuredException e) {
                figures.add(DecodeFigure.notMeasured(load, PEER, "Node", String.valueOf(e.getMessage())));
            }
        }
        return figures;
    }

    private static void print(PrintWriter out, DecodeFigure figure) {
        if (figure.notMeasured() != null) {
            out.printf(
                    "%-13s %-52s %-20s not measured: %s%n",
                    figure.trace(),
                    figure.decoder(),
                    figure.runtime(),
                    figure.notMeasured());
            return;
        }
        out.printf(
                Locale.ROOT,
                "%-13s %-52s %-24s %10.1f %14.1f %14.1f%n",
                figure.trace(),
                figure.decoder(),
                figure.runtime(),
                figure.microsPerFrame(),
                figure.nanosPerUpdate(),
                figure.nanosPerEntity());
    }

    private static boolean printTargets(PrintWriter out, List<DecodeFigure> figures) {
        boolean held = true;
        for (DecodeFigure figure : figures) {
            if (figure.isBounded()) {
                held &= printTarget(out, "must", figure, DecodeFigure.MUST_NANOS_PER_UPDATE);
                printTarget(out, "goal", figure, DecodeFigure.GOAL_NANOS_PER_UPDATE);
            }
        }
        return held;
    }

    private static boolean printTarget(PrintWriter out, String rank, DecodeFigure figure, double bound) {
        out.printf(
                Locale.ROOT,
                "%s %s  %s, %s in %s: at most %.0f ns an update; was %.1f%n",
                figure.holds(bound) ? "held  " : "MISSED",
                rank,
                figure.trace(),
                figure.decoder(),
                figure.runtime(),
                bound,
                figure.nanosPerUpdate());
        return figure.holds(bound);
    }
}
