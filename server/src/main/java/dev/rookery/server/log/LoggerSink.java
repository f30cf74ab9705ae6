package dev.rookery.server.log;

import java.util.List;

/// Hands lines to the platform's logger, for a server that is part of another program.
public final class LoggerSink implements LogSink {
    private static final System.Logger LOG = System.getLogger("dev.rookery.events");

    @Override
    public void write(List<Line> lines) {
        lines.forEach(line -> LOG.log(line.level(), line.text()));
    }
}
