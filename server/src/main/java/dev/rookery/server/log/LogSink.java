package dev.rookery.server.log;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;

/// Where lines end up. Called by the log's own thread, which it may keep waiting.
public interface LogSink {
    /// @param text without a line break at its end; in text format without time and level
    record Line(String time, Level level, String text) {}

    /// @throws IOException if the lines could not be kept; they are counted and forgotten
    void write(List<Line> lines) throws IOException;
}
