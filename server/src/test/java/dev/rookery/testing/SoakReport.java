package dev.rookery.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A soak, for people: where and how it was run, what was asked for, what was found.
public final class SoakReport {
    private static final int ROWS = 30;

    private SoakReport() {}

    /// @param command that runs it again
    public static String of(Soak soak, String command) {
        List<SoakCheck> checks = soak.checks();
        boolean holds = checks.stream().allMatch(SoakCheck::holds);
        StringBuilder out = new StringBuilder("# Soak\n\n");
        out.append(holds ? "**Passed.** " : "**Failed.** ");
        out.append(String.format(
                Locale.ROOT,
                "%d bots for %s minutes, %.0f connections. Two bots in ten sit behind a line of their own with a delay, losses and"
                        + " sometimes too little bandwidth, which is also held up, reset and swallowed; the others leave, reset, end,"
                        + " stall, hide, take over with a second tab and talk nonsense on good lines. All chat, and an admin kicks"
                        + " one every five seconds. Every bot decodes all it is sent and compares the state with the server's.%n%n",
                soak.bots(),
                Double.toString(soak.minutes()).replaceAll("\\.0$", ""),
                soak.connections()));
        out.append("| | |\n|---|---|\n");
        line(out, "date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        line(out, "commit", commit());
        line(out, "machine", Runtime.getRuntime().availableProcessors() + " x " + processor() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "; bots and server share it");
        line(out, "JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        line(out, "command", '`' + command + '`');
        out.append("\n## Verdict\n\n| asked for | found | allowed | holds |\n|---|---|---|---|\n");
        checks.forEach(check -> out.append(check.row()).append('\n'));
        out.append(String.format(
                Locale.ROOT,
                "%nThe first quarter, while the server warms up, does not count. A leak of %.0f bytes for each connection would show.%n%n",
                soak.visibleLeakBytes()));
        out.append("## Course\n\nHeap after a full collection, in pages of 2 MiB. The first row is before the bots came, the last after they had gone.\n\n");
        out.append(SoakSample.HEAD);
        List<SoakSample> samples = soak.samples();
        int step = Math.max(1, (samples.size() + ROWS - 1) / ROWS);
        for (int i = 0; i < samples.size(); i++) {
            if (i % step == 0 || i == samples.size() - 1) {
                out.append(samples.get(i).row()).append('\n');
            }
        }
        out.append("\n## What the bots did and met\n\n| | times |\n|---|---|\n");
        soak.ledger().counts().forEach((what, count) -> line(out, what, Long.toString(count)));
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private static String processor() {
        try {
            Matcher model = Pattern.compile("model name\\s*: (.*)").matcher(Files.readString(Path.of("/proc/cpuinfo")));
            return model.find() ? model.group(1) : "CPU";
        } catch (IOException e) {
            return "CPU"; // not Linux
        }
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return commit.isEmpty() ? "unknown" : commit;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
