package dev.rookery.bench.cells;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.JsonOption;
import dev.rookery.bench.bytes.Trace;
import dev.rookery.game.Interest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A thousand players in a large world: what each is sent and what a tick takes, for several sizes of cells; then what a
/// tick takes as viewers become more, up to 5,000, spread and all in one place.
@Command(
        name = "cells",
        description = "Interest cells on a world of 1,000 players: bytes per tick and client, time per tick, growth with viewers.",
        mixinStandardHelpOptions = true)
public final class CellsCommand implements Callable<Integer> {
    private static final int TARGET_CELL = 512; // world units
    private static final double MAX_BYTES = 130; // per tick and client, mean, at 60 Hz
    private static final double MAX_TICK_P99_MILLIS = 8;
    private static final double MAX_ENCODE_GROWTH = 1.5; // of the time to encode, from the fewest to the most viewers
    private static final double VIEW_WIDTH = 1920 + 200; // a screen and what may move into it
    private static final double VIEW_HEIGHT = 1080 + 200;

    @Option(
            names = "--trace",
            required = true,
            paramLabel = "FILE",
            description = "A recorded arena, .trc.gz; may be given again, all with the same rate.")
    private List<Path> files = List.of();

    @Option(names = "--cell", paramLabel = "UNITS", split = ",", description = "Sides of cells to try.")
    private List<Integer> sides = List.of(256, TARGET_CELL, 768, 1024);

    @Option(names = "--ticks", paramLabel = "N", description = "Ticks measured, after as many to warm up.")
    private int ticks = 600;

    @Option(names = "--viewers", paramLabel = "N", split = ",", description = "Numbers of viewers for the second part.")
    private List<Integer> viewers = List.of(100, 200, 500, 1000, 2000, 5000);

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out =
                spec == null ? new PrintWriter(System.out, true, StandardCharsets.UTF_8) : spec.commandLine().getOut();
        List<Trace> traces = new ArrayList<>();
        for (Path file : files) {
            traces.add(Trace.read(file));
        }
        ObjectNode report = new ObjectMapper().createObjectNode();
        boolean held = bySide(out, traces, report.putArray("cells"));
        held &= byViewers(out, traces, report.putArray("viewers"));
        json.write(report, out);
        out.flush();
        return held ? 0 : 1;
    }

    private boolean bySide(PrintWriter out, List<Trace> traces, ArrayNode report) {
        out.printf(
                "%-18s %9s %9s %9s %9s | %10s %10s %10s%n",
                "cells", "mean B", "p50", "p99", "largest", "tick p50", "p99", "largest ms");
        boolean held = true;
        for (int side : sides) {
            Interest interest = Interest.grid(side).view(VIEW_WIDTH, VIEW_HEIGHT);
            CrowdedRoom.Outcome outcome = new CrowdedRoom(TraceWorld.type(traces, interest)).run(ticks);
            print(out, side + " units", outcome, report);
            if (side == TARGET_CELL && traces.getFirst().hz() == Trace.BASE_HZ) {
                held &= verdict(out, "mean bytes per tick and client", outcome.bytes().getMean(), MAX_BYTES);
                held &= verdict(out, "tick and encode p99, ms", millis(outcome.tickNanos().getValueAtPercentile(99)), MAX_TICK_P99_MILLIS);
            }
            out.flush();
        }
        print(out, "none: all to all", new CrowdedRoom(TraceWorld.type(traces, null)).run(ticks), report);
        return held;
    }

    private static void print(PrintWriter out, String name, CrowdedRoom.Outcome outcome, ArrayNode report) {
        out.printf(
                "%-18s %9.1f %9d %9d %9d | %10.2f %10.2f %10.2f%n",
                name,
                outcome.bytes().getMean(),
                outcome.bytes().getValueAtPercentile(50),
                outcome.bytes().getValueAtPercentile(99),
                outcome.bytes().getMaxValue(),
                millis(outcome.tickNanos().getValueAtPercentile(50)),
                millis(outcome.tickNanos().getValueAtPercentile(99)),
                millis(outcome.tickNanos().getMaxValue()));
        report.addObject()
                .put("cells", name)
                .put("meanBytes", outcome.bytes().getMean())
                .put("p99Bytes", outcome.bytes().getValueAtPercentile(99))
                .put("maxBytes", outcome.bytes().getMaxValue())
                .put("tickP50Millis", millis(outcome.tickNanos().getValueAtPercentile(50)))
                .put("tickP99Millis", millis(outcome.tickNanos().getValueAtPercentile(99)));
    }

    private boolean byViewers(PrintWriter out, List<Trace> traces, ArrayNode report) {
        out.printf("%n%-24s %14s %18s %12s%n", "viewers", "encode us/tick", "put together us", "frames/tick");
        boolean held = true;
        Interest interest = Interest.grid(TARGET_CELL).view(VIEW_WIDTH, VIEW_HEIGHT);
        for (boolean together : new boolean[] {false, true}) {
            double first = 0;
            double last = 0;
            for (int count : viewers) {
                Watchers.Outcome outcome = new Watchers(TraceWorld.type(traces, interest), count, together).run(ticks);
                String where = together ? "in one place" : "spread";
                out.printf(
                        "%-24s %14.0f %18.0f %12d%n",
                        count + " " + where, outcome.encodeMicros(), outcome.composeMicros(), outcome.frames());
                out.flush();
                report.addObject()
                        .put("viewers", count)
                        .put("where", where)
                        .put("encodeMicros", outcome.encodeMicros())
                        .put("composeMicros", outcome.composeMicros())
                        .put("frames", outcome.frames());
                first = first == 0 ? outcome.encodeMicros() : first;
                last = outcome.encodeMicros();
            }
            held &= verdict(out, "time to encode, most viewers against fewest", last / first, MAX_ENCODE_GROWTH);
        }
        return held;
    }

    private static boolean verdict(PrintWriter out, String what, double value, double most) {
        boolean held = value <= most;
        out.printf("%s %s: %.2f, at most %s%n", held ? "held   " : "MISSED ", what, value, most);
        return held;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
