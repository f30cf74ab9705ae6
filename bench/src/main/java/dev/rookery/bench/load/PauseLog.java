package dev.rookery.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The times in which a JVM stood still, from its log of safepoints: those for collecting garbage, and all others.
public final class PauseLog implements AutoCloseable {
    /// In one window.
    ///
    /// @param longestMillis from the request until everybody ran again
    public record Pauses(int count, double totalMillis, double longestMillis) {}

    private static final Pattern PAUSE = Pattern.compile("^\\[([\\d.]+)s].*Total: +(\\d+) ns");

    private final Path file;

    /// In a new file.
    public PauseLog() throws IOException {
        file = Files.createTempFile("bench", ".pauses");
    }

    /// For the JVM to be watched.
    List<String> options() {
        return List.of("-Xlog:safepoint:file=" + file + ":uptime:filecount=0");
    }

    /// @param fromSeconds since the JVM began, as is `toSeconds`
    Pauses between(double fromSeconds, double toSeconds) throws IOException {
        return parse(Files.readAllLines(file), fromSeconds, toSeconds);
    }

    static Pauses parse(List<String> lines, double fromSeconds, double toSeconds) {
        int count = 0;
        double total = 0;
        double longest = 0;
        for (String line : lines) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                double at = Double.parseDouble(pause.group(1));
                double millis = Double.parseDouble(pause.group(2)) / 1e6;
                if (at >= fromSeconds && at <= toSeconds) {
                    count++;
                    total += millis;
                    longest = Math.max(longest, millis);
                }
            }
        }
        return new Pauses(count, total, longest);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
