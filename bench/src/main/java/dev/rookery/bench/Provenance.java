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
import java.util.stream.Collectors;

/// Without which a number did not happen.
///
/// @param date UTC
/// @param commit of the working directory, or "unknown" outside a repository
/// @param loadAverage of the last minute when the run ended; a machine at rest shows about the number of busy forks
public record Provenance(String date, String commit, String machine, String jdk, String command, double loadAverage) {
    public static Provenance ofThisRun(List<String> arguments) {
        return new Provenance(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                describeCommit(),
                describeMachine(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                "java -jar bench/target/bench.jar " + describe(arguments),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /// Where a recording, a table or a report lies is of no interest to anybody else.
    private static String describe(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.matches(".*\\.(trc\\.gz|table|html)") ? withoutFolder(argument) : argument)
                .collect(Collectors.joining(" "));
    }

    static String withoutFolder(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private static String describeMachine() {
        return Runtime.getRuntime().availableProcessors() + " x " + processor() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
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
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
