package dev.rookery.bench.picture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rookery.bench.JsonOption;
import dev.rookery.bench.Main;
import dev.rookery.bench.NodeProgram;
import dev.rookery.bench.NotMeasuredException;
import dev.rookery.games.Games;
import dev.rookery.server.GameServer;
import dev.rookery.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Draws a room, by default of some hundred ships, with the real page in headless Chromium, without a graphics card: the hardest that a
/// browser has it. Server and browser share the machine.
@Command(
        name = "picture",
        description = "What drawing a room takes in the real page in headless Chromium, by canvas.",
        mixinStandardHelpOptions = true)
public final class PictureCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seconds", paramLabel = "N", description = "For pictures, and once more for what they allocate; 20.")
    private int seconds = 20;

    @Option(
            names = "--bots",
            paramLabel = "N",
            description = "In the room beside the page's own ship, as its form offers: 0, 4, 8, 12, 24, 48 or 96; 96.")
    private int bots = 96;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws IOException, NotMeasuredException {
        PrintWriter out = spec.commandLine().getOut();
        PictureFigure figure;
        try (GameServer server = GameServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0, 0, "picture"), Games.ALL)) {
            JsonNode measured = NodeProgram.in("browser-client")
                    .run(
                            LIMIT,
                            "bench/picture.mjs",
                            "http://127.0.0.1:" + server.port(),
                            String.valueOf(seconds),
                            String.valueOf(bots));
            figure = PictureFigure.of(measured);
        }
        print(out, figure);
        json.write(figure, out);
        out.flush();
        return figure.holds() ? 0 : Main.TARGET_MISSED;
    }

    private static void print(PrintWriter out, PictureFigure figure) {
        out.printf(
                Locale.ROOT,
                "%s, %s, %d ships: %.1f pictures a second, %.1f ms between two at p99, %.1f at most; %.0f bytes allocated a picture%n",
                figure.runtime(),
                figure.renderer(),
                figure.ships(),
                figure.perSecond(),
                figure.p99Millis(),
                figure.mostMillis(),
                figure.bytesPerPicture());
        figure.allocating().forEach(place ->
                out.printf(Locale.ROOT, "  %8.0f bytes  %s%n", place.bytesPerPicture(), place.place()));
        out.printf(
                Locale.ROOT,
                "%s  at least %.0f pictures a second; was %.1f%n%s  at most %.0f bytes a picture; was %.0f%n",
                figure.isSmooth() ? "held  " : "MISSED",
                PictureFigure.MUST_PER_SECOND,
                figure.perSecond(),
                figure.isFrugal() ? "held  " : "MISSED",
                PictureFigure.MUST_BYTES,
                figure.bytesPerPicture());
    }
}
