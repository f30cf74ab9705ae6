package dev.rookery.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What the page says about each sort of result. Each method makes the markup of all results of its sort, or nothing.
final class Sections {
    private Sections() {}

    static String compare(List<ResultFile> results) {
        StringBuilder html = new StringBuilder();
        for (ResultFile result : results) {
            JsonNode figures = result.figures();
            String inputs = figures.path("inputHz").asInt() == 0 ? "nothing comes in" : "an input of each client comes in";
            html.append("<h3>").append(Page.text(describe(figures))).append("</h3>\n<div class=\"plots\">")
                    .append(cpu(figures).svg()).append("</div>\n");
            Table table = new Table(List.of(
                    "", "CPU, us: least - median - greatest", "user", "system", "Rookery / it", "bytes", "allocated B", "Hz held",
                    "interval p50 / p99, ms", "input to state p50 / p99, ms", "resident MB"));
            for (JsonNode row : figures.path("rows")) {
                boolean hasInputs = row.path("inputP50Millis").asDouble() > 0;
                table.row(
                        isOurs(row),
                        List.of(
                                row.path("description").asText(),
                                spread(row.path("cpuMicros")),
                                number(row, "userMicros"),
                                number(row, "systemMicros"),
                                row.path("rookeryToIt").isObject() ? spread(row.path("rookeryToIt")) : "",
                                number(row, "bytesPerMessage"),
                                row.path("allocatedBytes").isNumber() ? number(row, "allocatedBytes") : "-",
                                number(row, "hz"),
                                number(row, "intervalP50Millis") + " / " + number(row, "intervalP99Millis"),
                                hasInputs ? number(row, "inputP50Millis") + " / " + number(row, "inputP99Millis") : "-",
                                number(row, "residentMegabytes")));
            }
            html.append(table.html());
            figures.path("skipped").properties().forEach(skipped -> html.append("<p class=\"missed\">")
                    .append(Page.text(skipped.getKey() + " was not measured: " + skipped.getValue().asText()))
                    .append("</p>\n"));
            verdicts(figures, html);
            html.append("<p>For each message that goes out, ").append(inputs).append(".</p>").append(result.source());
        }
        return section(
                "Against floors and peers",
                "The same load on each in turn, several rounds, every server in a process of its own on one core, the clients on"
                        + " the other. CPU is what the operating system charges the server, kernel included, divided by the"
                        + " messages that clients received. A floor sends the same bytes to everybody, ready made, and knows no"
                        + " game. Ratios are of runs of the same round; below 1, Rookery needs less. The line over a bar is"
                        + " the spread of the rounds.",
                html);
    }

    private static void verdicts(JsonNode figures, StringBuilder html) {
        for (JsonNode verdict : figures.path("verdicts")) {
            JsonNode target = verdict.path("target");
            boolean held = verdict.path("ratio").path("median").asDouble() <= target.path("most").asDouble();
            html.append(String.format(
                    Locale.ROOT,
                    "<p class=\"%s\">%s: %s against %s needs %s times the CPU; the bound is %.2f, the goal %.2f</p>%n",
                    held ? "held" : "missed",
                    held ? "held" : "missed",
                    Page.text(target.path("ours").asText()),
                    Page.text(target.path("peer").asText()),
                    spread(verdict.path("ratio")),
                    target.path("most").asDouble(),
                    target.path("goal").asDouble()));
        }
    }

    static String describe(JsonNode compared) {
        return String.format(
                Locale.ROOT,
                "%d clients, %d drones a room, %d Hz out, %d Hz in",
                compared.path("players").asInt(),
                compared.path("drones").asInt(),
                compared.path("hz").asInt(),
                compared.path("inputHz").asInt());
    }

    static Bars cpu(JsonNode compared) {
        Bars bars = new Bars("CPU of the server for a message", "microseconds, " + describe(compared));
        for (JsonNode row : compared.path("rows")) {
            JsonNode cpu = row.path("cpuMicros");
            bars.bar(
                    row.path("peer").asText(),
                    cpu.path("least").asDouble(),
                    cpu.path("median").asDouble(),
                    cpu.path("greatest").asDouble(),
                    isOurs(row));
        }
        return bars;
    }

    private static boolean isOurs(JsonNode row) {
        return row.path("peer").asText().startsWith("rookery");
    }

    private static String spread(JsonNode spread) {
        return Page.number(spread.path("least").asDouble()) + " - " + Page.number(spread.path("median").asDouble()) + " - "
                + Page.number(spread.path("greatest").asDouble());
    }

    private static String number(JsonNode row, String name) {
        return Page.number(row.path(name).asDouble());
    }

    static String load(List<ResultFile> results) {
        List<ResultFile> played = results.stream().filter(result -> result.figures().has("players")).toList();
        StringBuilder html = new StringBuilder();
        if (!played.isEmpty()) {
            Table table = new Table(List.of(
                    "scenario", "players", "Hz", "us a message", "user", "system", "while cold", "cores", "interval p50 / p99, ms",
                    "input to state p50 / p99, ms", "bytes", "allocated B", "longest pause, ms", "heap KB", "resident KB",
                    "generator cores"));
            for (ResultFile result : played) {
                JsonNode row = result.figures();
                double cpu = row.path("userMicros").asDouble() + row.path("systemMicros").asDouble();
                boolean isIdle = row.path("messages").asLong() == 0;
                table.row(
                        false,
                        List.of(
                                row.path("scenario").asText(),
                                number(row, "players"),
                                number(row, "tickHz"),
                                isIdle ? "-" : Page.number(cpu),
                                isIdle ? "-" : number(row, "userMicros"),
                                isIdle ? "-" : number(row, "systemMicros"),
                                row.path("cold").isObject()
                                        ? Page.number(row.path("cold").path("userMicros").asDouble()
                                                + row.path("cold").path("systemMicros").asDouble())
                                        : "-",
                                number(row, "serverCores"),
                                isIdle ? "-" : number(row, "intervalP50Millis") + " / " + number(row, "intervalP99Millis"),
                                isIdle ? "-" : number(row, "inputP50Millis") + " / " + number(row, "inputP99Millis"),
                                number(row, "bytesPerMessage"),
                                isIdle ? "-" : number(row, "allocatedBytes"),
                                Page.number(row.path("pausesMillis").path("longestMillis").asDouble()),
                                Page.number(row.path("heapBytes").asDouble() / 1024),
                                Page.number(row.path("residentBytes").asDouble() / 1024),
                                number(row, "generatorCores")));
            }
            html.append(table.html());
            played.forEach(result -> html.append(result.source()));
        }
        return section(
                "Under load",
                "Clients over real sockets, all on one thread of another process, inputs at times fixed beforehand. A message is a"
                        + " snapshot that a client received, with the input it sent meanwhile. From an input to the snapshot"
                        + " that shows it counts from when it was due, so that standing still cannot hide. Memory is for each"
                        + " player, beyond an empty server's; heap after a collection.",
                html);
    }

    static String capacity(List<ResultFile> results) {
        StringBuilder html = new StringBuilder();
        for (ResultFile result : results) {
            JsonNode found = result.figures().path("result");
            html.append("<h3>").append(Page.text(result.figures().path("scenario").asText())).append("</h3>\n<p><b>")
                    .append(Page.number(found.path("held").asDouble())).append(" players</b> hold. ")
                    .append(found.path("missed").asInt() == 0
                            ? "More were not tried."
                            : Page.number(found.path("missed").asDouble()) + " do not: "
                                    + Page.text(found.path("limit").asText()) + ".")
                    .append("</p>\n<div class=\"plots\">");
            Plot times = new Plot("99 % are quicker than", "players", "ms");
            Plot cores = new Plot("Processor time", "players", "cores");
            plot(result, times.line("between snapshots"), "intervalP99Millis");
            plot(result, times.line("input to state"), "inputP99Millis");
            plot(result, cores.line("server"), "serverCores");
            plot(result, cores.line("clients"), "generatorCores");
            html.append(times.svg()).append(cores.svg()).append("</div>\n").append(result.source());
        }
        return section(
                "How many players a core takes",
                "The greatest load that still meets the objective, by bisection: 99 % of snapshots within 1.5 ticks of the one"
                        + " before, 99 % of inputs shown within 3 ticks, less than one tick in a thousand late. The server has"
                        + " one core.",
                html);
    }

    private static void plot(ResultFile result, Plot.Curved curve, String name) {
        Map<Integer, Double> best = new TreeMap<>(); // several runs of one load: the best
        for (JsonNode run : result.figures().path("runs")) {
            best.merge(run.path("players").asInt(), run.path(name).asDouble(), Math::min);
        }
        best.forEach(curve::add);
    }

    static String bytes(List<ResultFile> results) {
        StringBuilder html = new StringBuilder();
        for (ResultFile result : results) {
            html.append("<div class=\"plots\">");
            for (JsonNode trace : result.figures()) {
                html.append(bytes(trace).svg());
            }
            html.append("</div>\n").append(result.source());
        }
        return section(
                "Bytes of a tick",
                "Recorded rooms, sent in several ways; every frame decoded and compared. Payload alone, without the about 78 bytes"
                        + " that sockets add to a message. Half of the gain over Colyseus is modelling that an expert could"
                        + " do by hand, hence its second row.",
                html);
    }

    static Bars bytes(JsonNode trace) {
        Bars bars = new Bars(
                "Bytes of a tick", trace.path("trace").asText() + ", a mean of " + trace.path("ticks").asInt() + " ticks");
        List<JsonNode> schemes = new ArrayList<>();
        trace.path("schemes").forEach(schemes::add);
        for (JsonNode scheme : schemes) {
            String name = scheme.path("scheme").asText();
            boolean isOurs = name.startsWith("range") || name.equals("bits");
            bars.bar(shorten(name), scheme.path("bytesPerTick").asDouble(), isOurs);
        }
        return bars;
    }

    private static String shorten(String scheme) {
        return scheme.replaceFirst("^@colyseus/schema [\\d.]+, ", "Colyseus, ")
                .replace("uint16 and uint8 fields", "plain fields")
                .replace("varint deltas", "varints")
                .replace("hand-made trajectories", "by hand")
                .replaceFirst("^(range|bits)", "Rookery, $1")
                .replace(" table", "");
    }

    static String growth(List<ResultFile> results) {
        StringBuilder html = new StringBuilder();
        for (ResultFile result : results) {
            Map<String, Map<Double, Double>> curves = new TreeMap<>();
            for (JsonNode figure : result.figures()) {
                for (Map.Entry<String, JsonNode> parameter : figure.path("parameters").properties()) {
                    if (List.of("entities", "drones", "clients").contains(parameter.getKey())) {
                        curves.computeIfAbsent(
                                        figure.path("benchmark").asText() + " by " + parameter.getKey(), name -> new TreeMap<>())
                                .merge(parameter.getValue().asDouble(), figure.path("score").asDouble(), Math::max);
                    }
                }
            }
            curves.values().removeIf(points -> points.size() < 3);
            html.append("<div class=\"plots\">");
            curves.forEach((name, points) -> {
                Plot plot = new Plot(name, name.substring(name.lastIndexOf(' ') + 1), "us");
                Plot.Curved curve = plot.line("");
                points.forEach(curve::add);
                html.append(plot.svg());
            });
            html.append("</div>\n").append(GenericTable.of(result.figures())).append(result.source());
        }
        return section(
                "Parts of a tick",
                "Micro-benchmarks in fresh JVMs: what the parts take, what they allocate, and how both grow with the work.",
                html);
    }

    static String other(List<ResultFile> results) {
        StringBuilder html = new StringBuilder();
        for (ResultFile result : results) {
            html.append("<h3>").append(Page.text(result.name())).append("</h3>\n").append(GenericTable.of(result.figures()))
                    .append(result.source());
        }
        return section("Everything else that was measured", "As the files have it; the README beside them explains each.", html);
    }

    private static String section(String title, String lead, CharSequence html) {
        return html.isEmpty() ? "" : "<h2>" + title + "</h2>\n<p>" + lead + "</p>\n" + html;
    }
}
