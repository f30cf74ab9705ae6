package dev.rookery.bench.table;

import dev.rookery.bench.Main;
import dev.rookery.bench.NodeProgram;
import dev.rookery.bench.NotMeasuredException;
import dev.rookery.bench.OwnProcess;
import dev.rookery.bench.load.MachineLimits;
import dev.rookery.bench.load.ServerSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Takes everything that the table of targets is made of, one run after another, each in a process of its own, and then the
/// report. A missed target, a run that cannot be made or one that hangs ends nothing but itself.
@Command(
        name = "table",
        description = "All runs of the table of targets into bench/results, the most important first, then the report; on a quiet"
                + " machine some 45 minutes.",
        mixinStandardHelpOptions = true)
public final class TableCommand implements Callable<Integer> {
    private static final int GIVEN_UP = -1;
    private static final double PATIENCE = 3; // times what a run takes

    @Option(names = "--minutes", paramLabel = "N", description = "What does not fit is skipped (default: ${DEFAULT-VALUE}).")
    private double minutes = 50;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these runs, by the names of --list.")
    private List<String> only = List.of();

    @Option(names = "--results", paramLabel = "FOLDER", description = "Where the files go (default: bench/results).")
    private @Nullable Path folder;

    @Option(names = "--quick", description = "Cold servers and one round: whether everything runs here, no figures to quote.")
    private boolean quick;

    @Option(names = "--list", description = "Says what would be run, and runs nothing.")
    private boolean list;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, NotMeasuredException {
        PrintWriter out = spec.commandLine().getOut();
        Path results = folder == null ? NodeProgram.folder("bench/results") : folder;
        List<TableStep> steps = chosen();
        MachineLimits.here().print(out);
        if (list) {
            steps.forEach(step -> out.printf(
                    Locale.ROOT, "%-24s %4.1f min  %s%n", step.result(), step.minutes(), String.join(" ", step.arguments())));
            out.flush();
            return 0;
        }
        Files.createDirectories(results);
        long begin = System.nanoTime();
        List<String> outcomes = new ArrayList<>();
        boolean held = true;
        for (TableStep step : steps) {
            if (!quick && minutesSince(begin) + step.minutes() > minutes) {
                outcomes.add(line("skipped", step, 0) + "no time left");
                held = false;
                continue;
            }
            out.printf(Locale.ROOT, "%n== %s: %s%n", step.result(), String.join(" ", step.arguments()));
            out.flush();
            long began = System.nanoTime();
            int status = run(step, results);
            held &= status == 0;
            outcomes.add(line(word(status), step, minutesSince(began)) + why(status));
        }
        out.printf(Locale.ROOT, "%nAfter %.1f minutes:%n", minutesSince(begin));
        outcomes.forEach(out::println);
        out.flush();
        int reported = Main.commandLine().setOut(out).execute("report", "--results", results.toString());
        return held && reported == 0 ? 0 : Main.TARGET_MISSED;
    }

    private List<TableStep> chosen() {
        for (String name : only) {
            if (TableStep.ALL.stream().noneMatch(step -> step.result().equals(name))) {
                throw new ParameterException(spec.commandLine(), "There is no such run, see --list: " + name);
            }
        }
        return TableStep.ALL.stream().filter(step -> only.isEmpty() || only.contains(step.result())).toList();
    }

    /// @return its exit status, or that it was given up
    private int run(TableStep step, Path results) throws IOException, InterruptedException {
        List<String> command = ServerSetup.java(List.of(), Main.class.getName());
        command.addAll(step.commandLine(results.resolve(step.result() + ".json").toString()));
        if (quick && !command.contains("--quick")) {
            command.add("--quick");
        }
        try (OwnProcess run = new OwnProcess(new ProcessBuilder(command).inheritIO())) {
            boolean hasEnded = run.process().waitFor((long) (60 * PATIENCE * step.minutes()), TimeUnit.SECONDS);
            return hasEnded ? run.process().exitValue() : GIVEN_UP;
        }
    }

    private static double minutesSince(long nanos) {
        return (System.nanoTime() - nanos) / 60e9;
    }

    private static String line(String word, TableStep step, double took) {
        return String.format(Locale.ROOT, "%-9s %-24s %5.1f min  ", word, step.result(), took);
    }

    private static String word(int status) {
        return switch (status) {
            case 0 -> "held";
            case Main.TARGET_MISSED -> "MISSED";
            default -> "NOT MADE";
        };
    }

    private static String why(int status) {
        return switch (status) {
            case 0 -> "";
            case Main.TARGET_MISSED -> "a target of its own, see above and the report";
            case GIVEN_UP -> "it took far too long and was ended";
            default -> "exit status " + status + ", see above";
        };
    }
}
