package dev.rookery.bench.feel;

import dev.rookery.bench.Provenance;
import dev.rookery.bench.report.Page;
import dev.rookery.bench.report.Plot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A page with the tables and plots of a run, which needs nothing but itself. Owned by one thread.
final class FeelReport {
    private static final double SERIES_MILLIS = 100; // between two points of a series
    private static final int PLAYERS_SHOWN = 4;
    private static final double TALLEST_PX = 40; // of a correction
    private final Map<FeelProfile, List<Plot>> series = new EnumMap<>(FeelProfile.class);
    private final StringBuilder body = new StringBuilder();

    /// Shows the first room of each profile over time.
    void add(FeelProfile profile, FeelRun.Logs logs) {
        series.computeIfAbsent(profile, first -> List.of(delays(logs), corrections(logs)));
    }

    private static Plot delays(FeelRun.Logs logs) {
        Plot plot = new Plot("Interpolation delay of single players", "s", "ms");
        double start = logs.measured().fromMillis();
        List<BotLog> bots = new ArrayList<>(logs.bots());
        bots.sort((a, b) -> Boolean.compare(b.isVictim(), a.isVictim()));
        for (BotLog bot : bots.subList(0, Math.min(PLAYERS_SHOWN, bots.size()))) {
            Plot.Curved curve = plot.line(bot.name() + (bot.isVictim() ? ", struck" : ""));
            double next = start;
            for (BotLog.Frame frame : bot.frames()) {
                if (frame.atMillis() >= next && logs.measured().contains(frame.atMillis())) {
                    curve.add((frame.atMillis() - start) / 1000, Math.max(0, frame.delayMillis()));
                    next = frame.atMillis() + SERIES_MILLIS;
                }
            }
        }
        return plot;
    }

    private static Plot corrections(FeelRun.Logs logs) {
        Plot plot = new Plot("Corrections of the own ship, all players", "s", "px").upTo(TALLEST_PX);
        Plot.Curved apart = plot.dots("keeping apart");
        Plot.Curved combat = plot.dots("in combat");
        double start = logs.measured().fromMillis();
        for (BotLog bot : logs.bots()) {
            for (BotLog.Message message : bot.messages()) {
                if (message.shift() > 0.1 && logs.measured().contains(message.atMillis())) {
                    (bot.isApart() ? apart : combat).add((message.atMillis() - start) / 1000, message.shift());
                }
            }
        }
        return plot;
    }

    void add(FeelProfile profile, FeelFigures figures, FeelSamples samples) {
        body.append(String.format(Locale.ROOT, "<h2>%s, %d Hz</h2>%n", figures.line(), figures.tickRateHz()));
        if (figures.invalid() != null) {
            body.append("<p class=\"missed\">Invalid: ").append(figures.invalid()).append(".</p>\n");
        }
        body.append("<table><tr><th></th><th>measured</th><th>at most</th><th></th></tr>\n");
        for (FeelRow row : figures.rows()) {
            body.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"%s\">%s</td></tr>%n",
                    row.metric() + (row.unit().isEmpty() ? "" : ", " + row.unit()),
                    FeelRow.numbers(row.value()),
                    FeelRow.numbers(row.most()),
                    row.verdict().toLowerCase(Locale.ROOT),
                    row.verdict()));
        }
        body.append("</table>\n<div class=\"plots\">\n");
        for (Plot plot : series.getOrDefault(profile, List.of())) {
            body.append(plot.svg());
        }
        Plot errors = new Plot("Errors in px", "% of samples", "px").upTo(5);
        distribution(errors.line("others, where they are drawn"), samples.remoteErrors);
        distribution(errors.line("the own ship, at each acknowledged input"), samples.misses);
        body.append(errors.svg());
        Plot times = new Plot("Times in ms", "% of samples", "ms");
        distribution(times.line("seen by another player"), samples.seen);
        distribution(times.line("interpolation delay"), samples.delays);
        distribution(times.line("age of the newest snapshot"), samples.ages);
        distribution(times.line("own shot to draw"), samples.ownEffects);
        body.append(times.svg()).append("</div>\n");
    }

    private static void distribution(Plot.Curved curve, Doubles samples) {
        for (int percent = 0; percent <= 99; percent++) {
            curve.add(percent, samples.percentile(percent));
        }
        curve.add(99.9, samples.percentile(99.9));
    }

    void write(Path file, List<String> arguments) throws IOException {
        Provenance source = Provenance.ofThisRun(arguments);
        Page page = new Page("How it feels over bad lines");
        page.add("<p>"
                + String.join(
                        ", ",
                        source.date(),
                        "commit " + source.commit(),
                        source.machine(),
                        source.jdk(),
                        "load " + source.loadAverage())
                + "<br><code>" + source.command() + "</code></p>\n"
                + "<p>The browser's client in Node, a real server and our own proxy on one machine. \"Drawn\" is the"
                + " draw call: a display adds one or two frames. The proxy sits above TCP, so it shows neither a"
                + " shrinking congestion window nor delayed acknowledgements.</p>\n");
        page.add(body);
        Files.writeString(file, page.html());
    }
}
