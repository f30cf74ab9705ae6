package dev.rookery.server.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes lines to a stream, a batch at a time. Unlike a print stream it says when that fails.
public final class StreamSink implements LogSink {
    private final OutputStream out;
    private final LogFormat format;

    public StreamSink(OutputStream out, LogFormat format) {
        this.out = out;
        this.format = format;
    }

    @Override
    public void write(List<Line> lines) throws IOException {
        StringBuilder batch = new StringBuilder();
        for (Line line : lines) {
            if (format == LogFormat.TEXT) {
                batch.append(line.time()).append(' ').append(line.level()).append(' ');
            }
            batch.append(line.text()).append('\n');
        }
        out.write(batch.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
