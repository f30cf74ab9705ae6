package dev.rookery.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Who runs on which core: the server on the first, whoever loads it on the second, so that neither takes the other's time.
/// Without `taskset`, or with one core, nobody is pinned.
public final class Pinning {
    private static final String SERVER_CORE = "0";
    private static final String GENERATOR_CORE = "1";

    private final boolean isPossible;

    private Pinning(boolean isPossible) {
        this.isPossible = isPossible;
    }

    /// Pins this process, all its threads, to the generator's core.
    public static Pinning begin() {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return new Pinning(false);
        }
        try {
            Process taskset = new ProcessBuilder(
                            "taskset", "-a", "-c", "-p", GENERATOR_CORE, String.valueOf(ProcessHandle.current().pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Pinning(taskset.waitFor() == 0);
        } catch (IOException e) {
            return new Pinning(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Pinning(false);
        }
    }

    /// Leaves everything to the operating system.
    public static Pinning none() {
        return new Pinning(false);
    }

    public boolean isPinned() {
        return isPossible;
    }

    /// The command, on the server's core.
    public List<String> server(List<String> command) {
        List<String> pinned = new ArrayList<>();
        if (isPossible) {
            pinned.addAll(List.of("taskset", "-c", SERVER_CORE));
        }
        pinned.addAll(command);
        return pinned;
    }
}
