package dev.rookery.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the JMH benchmarks of `dev.rookery.bench.micro` in fresh JVMs, each with its allocation counted.
abstract class MicroCommand implements Callable<Integer> {
    private static final String BENCHMARKS = "dev.rookery.bench.micro.";

    private final String classes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--only", paramLabel = "REGEX", description = "Only benchmarks whose name matches, such as FieldRead.")
    private String only = "";

    @Option(
            names = "--with",
            paramLabel = "NAME=VALUE,...",
            description = "Values of a benchmark parameter, such as entities=100,1000. May be given again.")
    private Map<String, String> parameters = Map.of();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "A recorded room, .trc.gz, for the benchmarks that encode one. May be given again.")
    private List<Path> traces = List.of();

    @Option(names = "--quick", description = "One fork and short iterations: a first look, not a figure to quote.")
    private boolean quick;

    @Mixin
    private JsonOption json = new JsonOption();

    /// @param classes of benchmarks, a regular expression
    MicroCommand(String classes) {
        this.classes = classes;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Figure> figures = measure(out).stream().map(Figure::of).toList();
        GrowthCurve.of(figures).forEach(curve -> curve.print(out));
        json.write(figures, out);
        boolean held = true;
        for (Target target : Target.OF_TICK) {
            for (Figure figure : figures) {
                if (target.concerns(figure)) {
                    held &= target.holds(figure);
                    out.println((target.holds(figure) ? "held    " : "MISSED  ") + target.describe(figure));
                }
            }
        }
        out.flush();
        return held ? 0 : Main.TARGET_MISSED;
    }

    private Collection<RunResult> measure(PrintWriter out) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^\\Q" + BENCHMARKS + "\\E(?=(" + classes + ")\\.)" + (only.isEmpty() ? "" : "(?=.*(" + only + "))"))
                .jvmArgsAppend(
                        "--add-exports",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow") // JMH's own use, which would print a warning
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        List<Path> found = traces.stream().filter(Files::isReadable).toList();
        if (found.isEmpty()) {
            out.println("Without a recorded room nothing that encodes one is measured: name it by --trace FILE.trc.gz");
            options.exclude("EncodeTrace");
        } else {
            options.param("trace", found.stream().map(Path::toString).toArray(String[]::new));
        }
        parameters.forEach((name, values) -> options.param(name, values.split(",", -1)));
        if (quick) {
            TimeValue brief = TimeValue.milliseconds(200);
            options.forks(1).warmupTime(brief).measurementTime(brief);
        }
        return new Runner(options.build(), new FigurePrinter(out)).run();
    }
}
