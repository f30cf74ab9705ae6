package dev.rookery.bench.load;

import java.io.IOException;

/// A server in a process of its own, whatever it is.
public interface ServerProcess extends AutoCloseable {
    /// Where it takes WebSockets, on loopback.
    int port();

    /// What the operating system has charged to it so far.
    ProcessTimes times() throws IOException;

    /// Ends it.
    @Override
    void close();
}
