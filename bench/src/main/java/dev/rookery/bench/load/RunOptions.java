package dev.rookery.bench.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Mixed into commands that run a server under load.
public final class RunOptions {
    private static final int QUICK_SECONDS = 4;
    private static final Integer QUICK_WARM_UP_SECONDS = 3;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of what is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 12;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of play before it. Default: until the server's JVM has compiled what it will: after 800 ticks,"
                    + " since code that runs once a tick is compiled for good only then (40 s at 20 Hz), 20 s at least, and"
                    + " once its compilers have been next to idle for 5 s; 60 s at most. What the first 10 s cost is shown as well.")
    private @Nullable Integer warmUpSeconds;

    @Option(names = "--quick", description = "4 s after 3 s: a first look at a cold server, not a figure to quote.")
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
                quick ? QUICK_WARM_UP_SECONDS : warmUpSeconds,
                quick ? QUICK_SECONDS : seconds,
                jvmOptions,
                settings.flags());
    }
}
