package dev.rookery.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.game.GameType;
import dev.rookery.server.replication.GameBinding;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Players who play: join, then an input a tick each, while everything is measured.
///
/// @param purpose in a few words, for `--help`
/// @param game what they play; of arenas the one that `arena` describes
/// @param inputHz of each player; 0 for those whose page is hidden
/// @param leavesPerSecond of all players, each replaced by another
/// @param jvmOptions of the server
public record PlayScenario(
        String name,
        String purpose,
        GameType<?> game,
        ArenaTerms arena,
        int players,
        int inputHz,
        double joinsPerSecond,
        double leavesPerSecond,
        List<String> jvmOptions)
        implements Scenario {
    /// As the unit file starts it.
    public static final List<String> AS_DEPLOYED = List.of("-XX:+UseZGC", "-Xms1g", "-Xmx1g");

    /// A small heap, so that memory is the connections'.
    static final List<String> SMALL_HEAP = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx2g", "-Xmn24m");

    private static final List<String> MANY_SOCKETS = List.of("--sockets-max=20000", "--sockets-handshakes-per-second=5000");
    private static final Integer IDLE_WARM_UP_SECONDS = 8; // nothing runs that would be compiled
    private static final int VERIFIED = 20; // players that decode everything

    /// Settings of a server that takes as many sockets as the machine lets it, and these.
    public static List<String> settings(List<String> more) {
        List<String> all = new ArrayList<>(MANY_SOCKETS);
        all.addAll(more);
        return all;
    }

    @Override
    public boolean run(RunTerms terms, PrintWriter out, ObjectNode report) throws IOException, InterruptedException {
        LoadFigures figures = measure(terms);
        figures.print(out);
        List<Objective.Verdict> verdicts = Objective.DEFAULT.judge(figures, wanted());
        verdicts.forEach(out::println);
        boolean held = verdicts.stream().allMatch(Objective.Verdict::isHeld);
        if (figures.isGeneratorSaturated()) {
            out.println("MISSED  the generator was saturated: these times say nothing of the server");
            held = false;
        }
        report.setAll((ObjectNode) new ObjectMapper().valueToTree(figures));
        out.flush();
        return held;
    }

    /// Players that must play at any moment; whoever joins in place of another takes a moment.
    public int wanted() {
        return players - (int) Math.ceil(leavesPerSecond);
    }

    /// Runs it once.
    public LoadFigures measure(RunTerms terms) throws IOException, InterruptedException {
        GameBinding<?> binding = GameBinding.bind(game);
        RookeryPlayer.Part part = RookeryPlayer.Part.of(binding, inputHz, inputHz == 0, Math.max(1, players / VERIFIED));
        ServerSetup setup = new ServerSetup(
                arena, terms.pin(), terms.jvmOptions(jvmOptions), settings(terms.givenSettings()));
        return new LoadRun(
                        new LoadRun.Plan(
                                name,
                                players,
                                game.tickRateHz(),
                                inputHz,
                                joinsPerSecond,
                                leavesPerSecond,
                                inputHz == 0 ? IDLE_WARM_UP_SECONDS : terms.warmUpSeconds(),
                                terms.seconds()),
                        setup,
                        number -> new RookeryPlayer(part, number))
                .run();
    }
}
