package dev.rookery.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Mixed into commands that start a server: its settings.
public final class SettingOptions {
    @Option(names = "--io", paramLabel = "MODE", description = "How the server reads and writes: auto, room-paced, blocking.")
    private @Nullable String io;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the server, such as sessions-name-code-points=24. May be given again.")
    private List<String> settings = List.of();

    /// As arguments of the server.
    public List<String> flags() {
        List<String> flags = new ArrayList<>();
        if (io != null) {
            flags.add("--transport-io=" + io.replace('_', '-'));
        }
        settings.forEach(setting -> flags.add("--" + setting));
        return flags;
    }
}
