package dev.rookery.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What the project has promised, and what its newest runs have reached. Ratios are medians of the rounds of one run; those of
/// the processor's time count a message that goes out together with the input that comes in meanwhile.
final class TargetTable {
    private static final double KILOBYTE = 1024;

    private final List<ResultFile> results;
    private final List<TargetRow> rows = new ArrayList<>();

    private TargetTable(List<ResultFile> results) {
        this.results = results;
    }

    /// All targets, in the order of the promise.
    static List<TargetRow> of(List<ResultFile> results) {
        TargetTable table = new TargetTable(results);
        table.ratio("CPU a message that goes out, against C", 1.5, 1.1, "rookery", "c-floor", 0, 0);
        table.ratio("CPU a message and its input, against C, 2,000 players", 1.4, 1.1, "rookery", "c-floor", 2000, 20);
        table.ratio("the same, 500 players", 1.6, 1.1, "rookery", "c-floor", 500, 20);
        table.ratio("the same, against Netty with ready bytes, 500 players", 1, 0.75, "rookery", "netty", 500, 20);
        table.ratio("the same, 2,000 players", 1, 0.75, "rookery", "netty", 2000, 20);
        table.ratio("the same, against Colyseus, everything to everybody", 0.7, 0.5, "rookery", "colyseus", 500, 20);
        table.ratio(
                "the same, against Colyseus, each sees what lies around", 0.25, 0.15, "rookery-interest", "colyseus-views", 500, 20);
        table.row(
                "players a core takes at 20 Hz, each seeing what lies around",
                2000,
                3000,
                true,
                "",
                result -> result.command().equals("capacity") && isOf(result, "arena-interest"),
                figures -> figures.path("result").path("held").asDouble());
        table.load("arena-60", "between snapshots at 60 Hz, p99", 18, 17.2, " ms", row -> row.path("intervalP99Millis").asDouble());
        table.load("arena", "input to the snapshot that shows it at 20 Hz, p50", 27, 26, " ms", row -> row.path("inputP50Millis")
                .asDouble());
        table.load("arena", "longest pause in steady play", 2, 1, " ms", row -> row.path("pausesMillis")
                .path("longestMillis")
                .asDouble());
        table.load("arena", "allocated a message by all threads", 200, 100, " B", row -> row.path("allocatedBytes").asDouble());
        table.load("idle", "memory of an idle connection, resident", 22, 18, " KB", row -> row.path("residentBytes").asDouble()
                / KILOBYTE);
        return List.copyOf(table.rows);
    }

    /// Warm, and with the transport that a server chooses by itself.
    private static boolean isOfWhatIsShipped(ResultFile result) {
        String command = result.provenance().path("command").asText();
        return !command.contains("--quick") && !command.contains("--io blocking");
    }

    private static boolean isOf(ResultFile result, String scenario) {
        return result.figures().path("scenario").asText().equals(scenario);
    }

    private void ratio(String measure, double must, double goal, String ours, String peer, int players, int inputHz) {
        row(
                measure,
                must,
                goal,
                false,
                "x",
                result -> result.command().equals("compare")
                        && (players == 0 || result.figures().path("players").asInt() == players)
                        && result.figures().path("inputHz").asInt() == inputHz
                        && verdict(result.figures(), ours, peer).isPresent(),
                figures -> verdict(figures, ours, peer).orElseThrow());
    }

    /// The middle of the rounds.
    private static Optional<Double> verdict(JsonNode figures, String ours, String peer) {
        for (JsonNode verdict : figures.path("verdicts")) {
            JsonNode target = verdict.path("target");
            if (target.path("ours").asText().equals(ours) && target.path("peer").asText().equals(peer)) {
                return Optional.of(verdict.path("ratio").path("median").asDouble());
            }
        }
        return Optional.empty();
    }

    private void load(
            String scenario, String measure, double must, double goal, String unit, ToDoubleFunction<JsonNode> value) {
        row(measure, must, goal, false, unit, result -> result.command().equals("load") && isOf(result, scenario), value);
    }

    private void row(
            String measure,
            double must,
            double goal,
            boolean isAtLeast,
            String unit,
            Predicate<ResultFile> isMeant,
            ToDoubleFunction<JsonNode> value) {
        @Nullable ResultFile newest = results.stream()
                .filter(isMeant.and(TargetTable::isOfWhatIsShipped))
                .max(Comparator.comparing(result -> result.provenance().path("date").asText()))
                .orElse(null);
        rows.add(new TargetRow(
                measure, must, goal, isAtLeast, unit, newest == null ? null : value.applyAsDouble(newest.figures()), newest));
    }

    /// As a section of the page.
    static String html(List<ResultFile> results) {
        Table table = new Table(List.of("", "reached", "", "must", "goal", "from"));
        int held = 0;
        int measured = 0;
        for (TargetRow row : of(results)) {
            Double reached = row.reached();
            ResultFile from = row.from();
            held += row.isHeld() ? 1 : 0;
            measured += reached == null ? 0 : 1;
            String sign = row.isAtLeast() ? "≥ " : "";
            table.judged(
                    reached == null ? "" : row.isHeld() ? "held" : "missed",
                    List.of(
                            row.measure(),
                            reached == null ? "-" : row.show(reached),
                            row.verdict(),
                            sign + row.show(row.must()),
                            sign + row.show(row.goal()),
                            from == null
                                    ? ""
                                    : from.name() + ", " + from.provenance().path("date").asText().replaceFirst("T.*", "")
                                            + ", load " + Page.number(from.provenance().path("loadAverage").asDouble())));
        }
        return "<h2>What was promised, and what is reached</h2>\n<p>Of " + measured + " targets that have been measured " + held
                + " hold. <i>Must</i> is the promise, <i>goal</i> what is wanted. A ratio says how many times the processor"
                + " time of the other Rookery takes for the same load in the same run: below 1 it takes less. C sends"
                + " ready bytes by bare system calls, so 1 is the least that there is. A room's own thread allocates"
                + " nothing in play, which a test proves (RoomAllocationTest). <i>Load</i> is how many programs wanted"
                + " the machine when a run ended: 1 to 2 is the run itself, more is others.</p>\n" + table.html();
    }
}
