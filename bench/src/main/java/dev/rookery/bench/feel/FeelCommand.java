package dev.rookery.bench.feel;

import dev.rookery.bench.JsonOption;
import dev.rookery.bench.Main;
import dev.rookery.bench.NotMeasuredException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How the game feels over lines of several qualities: what the browser's client draws, compared with what the server knew.
@Command(
        name = "feel",
        description = "Plays skirmish with the browser's client in Node over a line that is spoilt, and compares what it draws "
                + "with what the server knew.",
        mixinStandardHelpOptions = true)
public final class FeelCommand implements Callable<Integer> {
    private static final int INVALID = 3;
    private static final int PAGE_HZ = 30; // of the game that the page is built for

    @Option(
            names = "--profile",
            split = ",",
            defaultValue = "A",
            paramLabel = "P",
            description = "NONE, or A to G; several after commas. Default: ${DEFAULT-VALUE}.")
    private List<FeelProfile> profiles = List.of();

    @Option(names = "--tick-rate", paramLabel = "HZ", defaultValue = "30", description = "30 or 60. Default: ${DEFAULT-VALUE}.")
    private int tickRateHz;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "60", description = "Measured, after 5 to warm up.")
    private double seconds;

    @Option(names = "--bots", paramLabel = "N", defaultValue = "10", description = "Players, half of them in combat.")
    private int players;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", description = "Rooms, one after the other.")
    private int seeds;

    @Option(names = "--quick", description = "One room for 10 seconds: to see that it works.")
    private boolean quick;

    @Option(
            names = "--browser",
            description = "The real page plays as well, in headless Chromium, and its overlay's figures are compared with those "
                    + "of the players in Node. At 30 Hz, over lines without a fault.")
    private boolean browser;

    @Option(names = "--report", paramLabel = "FILE.html", description = "Also writes a page with plots.")
    private @Nullable Path report;

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, NotMeasuredException {
        PrintWriter out =
                spec == null ? new PrintWriter(System.out, true, StandardCharsets.UTF_8) : spec.commandLine().getOut();
        if (browser && (tickRateHz != PAGE_HZ || profiles.stream().anyMatch(FeelProfile::hasFault))) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--browser takes 30 Hz and the profiles NONE, A, B, C and D");
        }
        FeelRun.bundle();
        List<FeelFigures> all = new ArrayList<>();
        FeelReport page = new FeelReport();
        for (FeelProfile profile : profiles) {
            FeelSamples samples = new FeelSamples();
            for (int seed = 1; seed <= (quick ? 1 : seeds); seed++) {
                FeelRun run = new FeelRun(profile, tickRateHz, players, quick ? 3 : 5, quick ? 10 : seconds, seed, browser);
                FeelRun.Logs logs = run.play();
                new FeelJoin(logs, samples).join();
                samples.overlay.add(logs.readings().headless(), logs.readings().page());
                page.add(profile, logs);
            }
            FeelFigures figures = FeelFigures.of(profile, tickRateHz, samples);
            all.add(figures);
            print(out, figures);
            page.add(profile, figures, samples);
        }
        json.write(all, out);
        if (report != null) {
            page.write(report, spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs());
            out.println("Report: " + report);
        }
        out.flush();
        if (all.stream().anyMatch(figures -> figures.invalid() != null)) {
            return INVALID;
        }
        return all.stream().allMatch(FeelFigures::held) ? 0 : Main.TARGET_MISSED;
    }

    private static void print(PrintWriter out, FeelFigures figures) {
        out.printf("%n%s, %d Hz%n", figures.line(), figures.tickRateHz());
        out.printf("%-72s %18s %14s%n", "", "", "at most");
        for (FeelRow row : figures.rows()) {
            String unit = row.unit().isEmpty() ? "" : ", " + row.unit();
            out.printf(
                    Locale.ROOT,
                    "%-72s %18s %14s  %s%n",
                    row.metric() + unit,
                    FeelRow.numbers(row.value()),
                    FeelRow.numbers(row.most()),
                    row.verdict());
        }
        if (!figures.browser().isEmpty()) {
            out.printf("%n%-44s %12s %12s %14s%n", "the overlay's figures", "headless", "browser", "difference, %");
        }
        for (OverlayRow row : figures.browser()) {
            out.printf(
                    Locale.ROOT,
                    "%-44s %12.1f %12.1f %14.1f  %s%n",
                    row.figure() + (row.unit().isEmpty() ? "" : ", " + row.unit()),
                    row.headless(),
                    row.browser(),
                    row.differencePercent(),
                    row.verdict());
        }
        if (figures.invalid() != null) {
            out.println("INVALID: " + figures.invalid() + "; take it again on a quieter machine.");
        }
        out.flush();
    }
}
