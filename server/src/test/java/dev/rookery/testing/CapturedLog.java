package dev.rookery.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/// Keeps whatever some loggers write, instead of showing it, until it is closed. A line holds the messages of the exceptions
/// too, and whether there was a stack. Lines may be asked for by any thread.
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    /// What stands at the end of a line that came with a stack.
    public static final String STACK = "\n[stack]";

    private final List<String> loggers;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /// @param loggers by name, those below included
    public CapturedLog(Level level, String... loggers) {
        this.loggers = List.of(loggers);
        start();
        for (String name : loggers) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.setLevel(level);
            logger.setAdditive(false);
            logger.addAppender(this);
        }
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// Those that contain a text.
    public List<String> lines(String part) {
        return lines.stream().filter(line -> line.contains(part)).toList();
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getFormattedMessage());
        for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            line.append('\n').append(cause.getMessage());
        }
        lines.add(event.getThrowableProxy() == null ? line.toString() : line + STACK);
    }

    @Override
    public void close() {
        for (String name : loggers) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.detachAppender(this);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }
}
