package dev.rookery.bench.load;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Mixed into commands that run a server under load.
public final class RunOptions {
    private static final int QUICK_SECONDS = 4;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of what is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 12;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds of play before it (default: ${DEFAULT-VALUE}).")
    private int warmUpSeconds = 8;

    @Option(names = "--quick", description = "4 s after 3 s: a first look, not a figure to quote.")
    private boolean quick;

    @Option(names = "--no-pin", description = "Leaves the choice of cores to the system; otherwise the server has core 0.")
    private boolean noPin;

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "Of the server's JVM, in place of the scenario's own. May be given again.")
    private List<String> jvmOptions = List.of();

    @Mixin
    private SettingOptions settings = new SettingOptions();

    /// What has been chosen.
    public RunTerms terms() {
        return new RunTerms(
                !noPin,
                quick ? QUICK_SECONDS - 1 : warmUpSeconds,
                quick ? QUICK_SECONDS : seconds,
                jvmOptions,
                settings.flags());
    }
}
