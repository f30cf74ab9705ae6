package dev.rookery.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.JsonOption;
import dev.rookery.bench.NotMeasuredException;
import dev.rookery.bench.load.ArenaTerms;
import dev.rookery.bench.load.Pinning;
import dev.rookery.bench.load.ProcessTimes;
import dev.rookery.bench.load.ServerProcess;
import dev.rookery.bench.load.SettingOptions;
import dev.rookery.bench.swarm.Swarm;
import dev.rookery.bench.swarm.SwarmRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The same arena on Rookery and on others, each in a process of its own on the first core, the same clients on the second;
/// everybody takes turns, several times, and ratios are of runs that stood side by side.
@Command(
        name = "compare",
        description = "The same load on Rookery, on floors and on peers, in turns.",
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
    private static final int MAX_SEATS = 500;
    private static final double ENOUGH_SHARE = 0.98; // of the clients
    private static final int FRAME_HEAD_BYTES = 4;
    private static final int BYTES_UNTIL_KNOWN = 600; // of a floor's message while Rookery's is unknown

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "NAME",
            description = "Which of rookery, rookery-interest, c-floor, java-floor, netty, json, colyseus, colyseus-views"
                    + " (default: all but json).")
    private List<String> names =
            List.of("rookery", "rookery-interest", "c-floor", "java-floor", "netty", "colyseus", "colyseus-views");

    @Option(names = "--players", paramLabel = "N", description = "Clients (default: ${DEFAULT-VALUE}).")
    private int players = 500;

    @Option(names = "--hz", paramLabel = "N", description = "Ticks in a second (default: ${DEFAULT-VALUE}).")
    private int hz = 20;

    @Option(names = "--no-inputs", description = "Only what goes out: Rookery's clients acknowledge, five times a second.")
    private boolean noInputs;

    @Option(names = "--repeats", paramLabel = "N", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int repeats = 3;

    @Option(names = "--seconds", paramLabel = "N", description = "Of what is measured in each run (default: ${DEFAULT-VALUE}).")
    private int seconds = 5;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds before it (default: ${DEFAULT-VALUE}).")
    private int warmUpSeconds = 6;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Peer> peers = chosen();
        CompareTerms terms = new CompareTerms(
                ArenaTerms.crowd(hz, Math.min(MAX_SEATS, players), true),
                players,
                noInputs ? 0 : hz,
                warmUpSeconds,
                seconds,
                Pinning.begin(),
                settings.flags());
        Map<String, List<PeerFigures>> runs = new LinkedHashMap<>();
        Map<String, String> skipped = new TreeMap<>();
        int bytes = BYTES_UNTIL_KNOWN;
        for (int round = 1; round <= repeats; round++) {
            out.println("round " + round + " of " + repeats);
            for (Peer peer : peers) {
                if (skipped.containsKey(peer.name())) {
                    continue;
                }
                try {
                    PeerFigures figures = measure(peer, terms, bytes);
                    out.println("  " + figures);
                    runs.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(figures);
                    bytes = peer.name().equals("rookery") ? (int) figures.bytesPerMessage() - FRAME_HEAD_BYTES : bytes;
                } catch (NotMeasuredException e) {
                    out.println("  " + peer.name() + " not measured: " + e.getMessage());
                    skipped.put(peer.name(), String.valueOf(e.getMessage()));
                }
                out.flush();
            }
        }
        List<CompareRow> rows = new ArrayList<>();
        for (Peer peer : peers) {
            List<PeerFigures> ofPeer = runs.get(peer.name());
            if (ofPeer != null) {
                rows.add(CompareRow.of(peer, ofPeer, runs));
            }
        }
        print(rows, out);
        List<CompareTarget.Verdict> verdicts = CompareTarget.judge(runs, players, noInputs);
        verdicts.forEach(out::println);
        json.write(report(terms, rows, skipped, runs, verdicts), out);
        out.flush();
        return verdicts.stream().allMatch(CompareTarget.Verdict::isHeld) ? 0 : 1;
    }

    private List<Peer> chosen() {
        List<Peer> all = Peers.all();
        for (String name : names) {
            if (all.stream().noneMatch(peer -> peer.name().equals(name))) {
                throw new ParameterException(spec.commandLine(), "There is no such peer: " + name);
            }
        }
        return all.stream().filter(peer -> names.contains(peer.name())).toList();
    }

    private static PeerFigures measure(Peer peer, CompareTerms terms, int bytes)
            throws IOException, InterruptedException, NotMeasuredException {
        try (ServerProcess server = peer.start(terms, bytes)) {
            SwarmRun.Outcome<PeerFigures.Charged> outcome = SwarmRun.run(
                    new Swarm.Plan(server.port(), terms.players(), terms.inputHz(), peer.joinsPerSecond(), 0),
                    terms.warmUpSeconds(),
                    terms.seconds(),
                    peer.clients(terms, server.port()),
                    moment -> new PeerFigures.Charged(
                            server.times(), ProcessTimes.of(ProcessHandle.current().pid())));
            PeerFigures figures = PeerFigures.of(peer.name(), outcome);
            if (figures.players() < terms.players() * ENOUGH_SHARE) {
                throw new NotMeasuredException(
                        figures.players() + " of " + terms.players() + " clients played " + figures.failures().keySet());
            }
            return figures;
        }
    }

    private void print(List<CompareRow> rows, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%d clients, %d Hz%s: CPU a message, least - median - greatest of %d rounds%n",
                players,
                hz,
                noInputs ? ", no inputs" : ", one input each a tick",
                repeats);
        out.printf(
                "%-18s %-24s %-22s %8s %10s %12s %12s%n",
                "", "us", "rookery / it", "B", "Hz held", "interval p99", "input p50");
        for (CompareRow row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %-24s %-22s %8.0f %10.1f %12.1f %12.1f%n",
                    row.peer(),
                    row.cpuMicros(),
                    row.rookeryToIt() == null ? "" : row.rookeryToIt(),
                    row.bytesPerMessage(),
                    row.hz(),
                    row.intervalP99Millis(),
                    row.inputP50Millis());
        }
    }

    private static ObjectNode report(
            CompareTerms terms,
            List<CompareRow> rows,
            Map<String, String> skipped,
            Map<String, List<PeerFigures>> runs,
            List<CompareTarget.Verdict> verdicts) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode()
                .put("players", terms.players())
                .put("hz", terms.arena().hz())
                .put("inputHz", terms.inputHz())
                .put("drones", terms.arena().drones())
                .put("isPinned", terms.pinning().isPinned());
        report.set("rows", mapper.valueToTree(rows));
        report.set("verdicts", mapper.valueToTree(verdicts));
        report.set("skipped", mapper.valueToTree(skipped));
        report.set("runs", mapper.valueToTree(runs));
        return report;
    }
}
