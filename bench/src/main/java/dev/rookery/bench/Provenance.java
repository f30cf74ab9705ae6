package dev.rookery.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Without which a number did not happen.
///
/// @param date UTC
/// @param commit of the working directory, or "unknown" outside a repository
/// @param loadAverage of the last minute when the run ended; a machine at rest shows about the number of busy forks
public record Provenance(String date, String commit, String machine, String jdk, String command, double loadAverage) {
    private static final Pattern ABSOLUTE = Pattern.compile("(?<![^\\s=:,'\"(\\[])/(?:[^/\\s'\"]+/)+([^/\\s'\"]*)");
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=,+@%-]+");

    public static Provenance ofThisRun(List<String> arguments) {
        return new Provenance(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                describeCommit(),
                describeMachine(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                "java -jar bench/target/bench.jar " + describe(arguments),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /// As a reader would type it. Where a recording, a table or a report lies is of no interest to anybody else.
    static String describe(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.matches(".*\\.(trc\\.gz|table|html)") ? withoutFolder(argument) : portable(argument))
                .map(argument -> PLAIN.matcher(argument).matches() ? argument : "'" + argument + "'")
                .collect(Collectors.joining(" "));
    }

    /// The text with no folder of this machine in it: what lies in the repository is named from there, all else by its name.
    static String portable(String text) {
        return ABSOLUTE.matcher(text.replace(repository(), "")).replaceAll("$1");
    }

    private static String repository() {
        try {
            return NodeProgram.repository() + "/";
        } catch (NotMeasuredException e) {
            return Path.of("").toAbsolutePath() + "/";
        }
    }

    static String withoutFolder(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /// Of all its processors, also if this process is pinned to one.
    private static String describeMachine() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        try {
            List<String> models = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .toList();
            if (!models.isEmpty()) {
                return models.size() + " x " + models.getFirst() + ", " + system;
            }
        } catch (IOException e) {
            // Then there is no such file here.
        }
        return Runtime.getRuntime().availableProcessors() + " x unknown processor, " + system;
    }

    /// Figures that an earlier run has written do not make the next one's source another.
    private static String describeCommit() {
        String commit = git("describe", "--always");
        String changes = git("status", "--porcelain", "--", ":/", ":(top,exclude)bench/results");
        return commit.isEmpty() ? "unknown" : changes.isEmpty() ? commit : commit + "-dirty";
    }

    /// @return what it prints; nothing where there is no git or no repository
    private static String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .directory(Path.of(repository()).toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
