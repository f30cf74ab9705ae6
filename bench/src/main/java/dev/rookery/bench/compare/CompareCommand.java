package dev.rookery.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.JsonOption;
import dev.rookery.bench.NotMeasuredException;
import dev.rookery.bench.load.ArenaTerms;
import dev.rookery.bench.load.Pinning;
import dev.rookery.bench.load.ServerChild;
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
import org.jspecify.annotations.Nullable;
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
    private static final int QUICK_WARM_UP_SECONDS = 6;
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

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of play before it, the same for everybody (default: ${DEFAULT-VALUE}). A JVM compiles what runs"
                    + " once a tick after 800 ticks, 40 s at 20 Hz.")
    private int warmUpSeconds = 45;

    @Option(names = "--quick", description = "One round after 6 s: a first look at cold servers, not figures to quote.")
    private boolean quick;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, NotMeasuredException {
        PrintWriter out = spec.commandLine().getOut();
        List<Peer> peers = chosen();
        CompareTerms terms = new CompareTerms(
                ArenaTerms.crowd(hz, Math.min(MAX_SEATS, players), true),
                players,
                noInputs ? 0 : hz,
                quick ? QUICK_WARM_UP_SECONDS : warmUpSeconds,
                seconds,
                Pinning.begin(),
                settings.flags());
        Map<String, List<PeerFigures>> runs = new LinkedHashMap<>();
        Map<String, String> skipped = new TreeMap<>();
        int bytes = BYTES_UNTIL_KNOWN;
        int rounds = quick ? 1 : repeats;
        for (int round = 1; round <= rounds; round++) {
            out.println("round " + round + " of " + rounds);
            for (Peer peer : peers) {
                if (skipped.containsKey(peer.name())) {
                    continue;
                }
                try {
                    PeerFigures figures = measure(peer, round, terms, bytes);
                    out.println("  " + figures);
                    runs.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(figures);
                    bytes = peer.name().equals("rookery") ? (int) figures.bytesPerMessage() - FRAME_HEAD_BYTES : bytes;
                } catch (IOException | NotMeasuredException e) {
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
        print(rows, rounds, terms.warmUpSeconds(), out);
        List<CompareTarget.Verdict> verdicts = CompareTarget.judge(runs, players, noInputs);
        verdicts.forEach(out::println);
        json.write(report(terms, rows, skipped, runs, verdicts), out);
        out.flush();
        String missing = missing(peers, skipped);
        if (missing != null) {
            throw new NotMeasuredException(missing);
        }
        return verdicts.stream().allMatch(CompareTarget.Verdict::isHeld) ? 0 : 1;
    }

    /// Which of our own was not measured, so that nothing was compared with it, and why; null if all were. That another one is
    /// missing here fails nothing.
    static @Nullable String missing(List<Peer> peers, Map<String, String> skipped) {
        return peers.stream()
                .filter(peer -> peer.isOurs() && skipped.containsKey(peer.name()))
                .map(peer -> peer.name() + ": " + skipped.get(peer.name()))
                .findFirst()
                .orElse(null);
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

    private static PeerFigures measure(Peer peer, int round, CompareTerms terms, int bytes)
            throws IOException, InterruptedException, NotMeasuredException {
        try (ServerChild server = peer.start(terms, bytes)) {
            SwarmRun.Outcome<PeerFigures.Charged> outcome = SwarmRun.run(
                    new Swarm.Plan(server.port(), terms.players(), terms.inputHz(), peer.joinsPerSecond(), 0),
                    new SwarmRun.Windows(0, SwarmRun.WarmUp.of(terms.warmUpSeconds()), terms.seconds()),
                    peer.clients(terms, server.port()),
                    moment -> PeerFigures.Charged.now(server));
            PeerFigures figures = PeerFigures.of(peer.name(), round, outcome);
            if (figures.players() < terms.players() * ENOUGH_SHARE) {
                throw new NotMeasuredException(
                        figures.players() + " of " + terms.players() + " clients played " + figures.failures().keySet());
            }
            return figures;
        }
    }

    private void print(List<CompareRow> rows, int rounds, int warmUp, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%d clients, %d Hz%s, after %d s of play: CPU a message, least - median - greatest of %d rounds%n",
                players,
                hz,
                noInputs ? ", no inputs" : ", one input each a tick",
                warmUp,
                rounds);
        out.printf(
                "%-18s %-24s %7s %7s %-22s %8s %10s %9s %13s %10s%n",
                "", "us", "user", "system", "rookery / it", "B", "allocated", "Hz held", "interval p99", "input p50");
        for (CompareRow row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %-24s %7.1f %7.1f %-22s %8.0f %10s %9.1f %13.1f %10.1f%n",
                    row.peer(),
                    row.cpuMicros(),
                    row.userMicros(),
                    row.systemMicros(),
                    row.rookeryToIt() == null ? "" : row.rookeryToIt(),
                    row.bytesPerMessage(),
                    row.allocatedBytes() == null ? "" : String.format(Locale.ROOT, "%.0f", row.allocatedBytes()),
                    row.hz(),
                    row.intervalP99Millis(),
                    row.inputP50Millis());
        }
        if (quick) {
            out.println("These servers were cold: no figures to quote.");
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
                .put("warmUpSeconds", terms.warmUpSeconds())
                .put("seconds", terms.seconds())
                .put("isPinned", terms.pinning().isPinned());
        report.set("rows", mapper.valueToTree(rows));
        report.set("verdicts", mapper.valueToTree(verdicts));
        report.set("skipped", mapper.valueToTree(skipped));
        report.set("runs", mapper.valueToTree(runs));
        return report;
    }
}
