package dev.rookery.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A process that does not end with its standard input, and still never outlives this one: it is ended, and what it has started,
/// when this is closed, and also when this program is told to end by a signal. Owned by one thread.
public final class OwnProcess implements AutoCloseable {
    private final Process process;
    private final Hook hook = new Hook();

    /// Ends it with this program, even if that ends while it starts; the one thread and the JVM's meet in its monitor.
    private static final class Hook {
        private final Thread thread = Thread.ofPlatform().name("end-process").unstarted(this::end);
        private @Nullable Process started;
        private boolean isOver;

        synchronized Process start(ProcessBuilder builder) throws IOException {
            if (isOver) {
                throw new IOException("The bench ends.");
            }
            Process begun = builder.start();
            started = begun;
            return begun;
        }

        synchronized void end() {
            isOver = true;
            if (started != null) {
                kill(started);
            }
        }
    }

    /// Starts it.
    public OwnProcess(ProcessBuilder builder) throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(hook.thread);
        } catch (IllegalStateException e) {
            throw new IOException("The bench ends.", e);
        }
        process = hook.start(builder);
    }

    /// Itself, to wait for it and to ask it.
    public Process process() {
        return process;
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Ends it, if it has not, and waits until it has.
    @Override
    public void close() {
        kill(process);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook.thread);
        } catch (IllegalStateException e) {
            // This program ends already, and the process with it.
        }
    }
}
