package dev.rookery.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the server under load is started.
///
/// @param arena offered beside the games that every server has
/// @param jvmOptions such as `-XX:+UseZGC`
/// @param settings as `--name=value`, the defaults otherwise
public record ServerSetup(ArenaTerms arena, Pinning pinning, List<String> jvmOptions, List<String> settings) {
    public ServerSetup {
        jvmOptions = List.copyOf(jvmOptions);
        settings = List.copyOf(settings);
    }

    /// The same with these options of the JVM as well.
    ServerSetup with(List<String> moreJvmOptions) {
        List<String> all = new ArrayList<>(jvmOptions);
        all.addAll(moreJvmOptions);
        return new ServerSetup(arena, pinning, all, settings);
    }

    /// Starts it on free ports, and waits until it accepts players.
    public ServerChild start() throws IOException {
        List<String> command = java(jvmOptions, BenchServer.class.getName());
        command.add(arena.line());
        command.addAll(List.of("--host=127.0.0.1", "--port=0", "--admin-port=0", "--data-directory="));
        command.addAll(settings);
        return new ServerChild(pinning.server(command), Path.of("").toAbsolutePath());
    }

    /// The command for a program of this bench, to be added to.
    public static List<String> java(List<String> jvmOptions, String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return command;
    }
}
