package dev.rookery.bench.report;

import dev.rookery.bench.NodeProgram;
import dev.rookery.bench.NotMeasuredException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// One page out of everything in `bench/results`, for somebody who was not there, and the picture for the README.
@Command(
        name = "report",
        description = "One self-contained page out of bench/results, and the README's picture.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    private static final int MAX_BYTES = 500 * 1024;
    private static final Set<String> OWN_SECTIONS = Set.of("compare", "capacity", "bytes", "tick", "broadcast");
    private static final String LEAD = """
            <p>Rookery is an authoritative multiplayer game server for the browser, in Java. This page holds every figure that its
            repository quotes, each with the date, the commit, the machine and the exact command. Take them again on your own machine
            before you rely on them: only ratios within one run travel.</p>
            <p>The machine was a virtual one with two cores, so server and clients shared it; loopback, no TLS, no packet loss.
            <i>p50</i> and <i>p99</i> are what half, and 99 in 100, do not exceed. A <i>tick</i> is one step of a room; after each, every
            client is sent what changed. Servers play for 40 s and more before anything is measured, since Java compiles while it runs; what a
            start costs until then is told apart.</p>
            """;

    @Option(names = "--results", paramLabel = "FOLDER", description = "Where the JSON files lie (default: bench/results).")
    private @Nullable Path folder;

    @Option(names = "--out", paramLabel = "FILE", description = "The page (default: report.html there).")
    private @Nullable Path page;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, NotMeasuredException {
        PrintWriter out = spec.commandLine().getOut();
        Path from = folder == null ? NodeProgram.folder("bench/results") : folder;
        Path to = page == null ? from.resolve("report.html") : page;
        List<ResultFile> results = ResultFile.in(from);
        byte[] html = page(results).getBytes(StandardCharsets.UTF_8);
        Files.write(to, html);
        Path picture = to.resolveSibling("headline.svg");
        Files.writeString(picture, Headline.svg(results));
        out.println(results.size() + " results, " + html.length / 1024 + " KB: " + to + " and " + picture);
        out.println((html.length <= MAX_BYTES ? "held   " : "MISSED ") + " size of the page, KB: " + html.length / 1024
                + ", at most " + MAX_BYTES / 1024);
        out.flush();
        return html.length <= MAX_BYTES ? 0 : 1;
    }

    static String page(List<ResultFile> results) {
        List<ResultFile> loads = of(results, "load");
        List<ResultFile> others = new ArrayList<>(results);
        others.removeIf(result ->
                OWN_SECTIONS.contains(result.command()) || (loads.contains(result) && result.figures().has("players")));
        List<ResultFile> micro = new ArrayList<>(of(results, "tick"));
        micro.addAll(of(results, "broadcast"));
        return new Page("Rookery, measured")
                .add(LEAD)
                .add(TargetTable.html(results))
                .add(Sections.compare(of(results, "compare")))
                .add(Sections.load(loads))
                .add(Sections.capacity(of(results, "capacity")))
                .add(Sections.bytes(of(results, "bytes")))
                .add(Sections.growth(micro))
                .add(Sections.other(others))
                .html();
    }

    private static List<ResultFile> of(List<ResultFile> results, String command) {
        return results.stream().filter(result -> result.command().equals(command)).toList();
    }
}
