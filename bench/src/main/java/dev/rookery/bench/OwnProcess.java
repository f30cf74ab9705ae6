package dev.rookery.bench;

import java.io.IOException;

/// A process that does not end with its standard input, and still never outlives this one: it is ended, and what it has started,
/// when this is closed, and also when this program is told to end by a signal. Owned by one thread.
public final class OwnProcess implements AutoCloseable {
    private final Process process;
    private final Thread atExit;

    /// Starts it.
    public OwnProcess(ProcessBuilder builder) throws IOException {
        process = builder.start();
        atExit = Thread.ofPlatform().name("end-" + process.pid()).unstarted(this::kill);
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            kill(); // this program ends already
            throw new IOException("The bench ends.", e);
        }
    }

    /// Itself, to wait for it and to ask it.
    public Process process() {
        return process;
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Ends it, if it has not, and waits until it has.
    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This program ends already, and the process with it.
        }
    }
}
