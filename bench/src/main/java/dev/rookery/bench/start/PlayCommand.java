package dev.rookery.bench.start;

import dev.rookery.bench.Main;
import dev.rookery.bench.swarm.SwarmRun;
import dev.rookery.game.GameType;
import dev.rookery.games.Games;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Players for a server that runs already: what an image learns from while it is made, and company for whoever looks at a console.
@Command(
        name = "play",
        description = "Players for a server on this machine that runs already.",
        mixinStandardHelpOptions = true)
public final class PlayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", required = true, paramLabel = "PORT", description = "The server's game port, on loopback.")
    private int port;

    @Option(names = "--game", paramLabel = "NAME", description = "What they play (default: ${DEFAULT-VALUE}).")
    private String game = "skirmish";

    @Option(names = "--players", paramLabel = "N", description = "How many come (default: ${DEFAULT-VALUE}).")
    private int players = 100;

    @Option(names = "--seconds", paramLabel = "N", description = "How long they stay (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Override
    public Integer call() throws IOException, InterruptedException {
        GameType<?> played = Games.ALL.stream()
                .filter(each -> each.name().equals(game))
                .findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "There is no such game: --game=" + game));
        if (players < 1 || seconds < 1) {
            throw new ParameterException(spec.commandLine(), "Somebody has to play, for a second at least.");
        }
        SwarmRun.Outcome<Long> outcome = new Crowd(played, players, seconds).play(port, _ -> System.nanoTime());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d of %d played %s for %d s, %d snapshots came.%n",
                outcome.playing(),
                players,
                game,
                seconds,
                outcome.steady().samples().snapshots());
        outcome.failures().forEach((what, count) -> out.println(count + " x " + what));
        out.flush();
        return outcome.playing() == players ? 0 : Main.TARGET_MISSED;
    }
}
