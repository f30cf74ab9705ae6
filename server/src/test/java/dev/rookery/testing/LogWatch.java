package dev.rookery.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.LoggerFactory;

/// Listens to everything that this process logs, and to every thread that ends with an exception, until it is closed. Safe for
/// any thread.
public final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final LongAdder lines = new LongAdder();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    public LogWatch() {
        setContext(root.getLoggerContext());
        start();
        root.addAppender(this);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> troubles.putIfAbsent("uncaught in " + thread.getName(), stackOf(e)));
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.increment();
        if (event.getThrowableProxy() != null) {
            troubles.putIfAbsent(
                    event.getFormattedMessage(), ThrowableProxyUtil.asString(event.getThrowableProxy()));
        } else if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            troubles.putIfAbsent(event.getFormattedMessage(), "");
        }
    }

    private static String stackOf(Throwable e) {
        StringWriter stack = new StringWriter();
        e.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }

    /// Lines logged since the beginning.
    public long lines() {
        return lines.sum();
    }

    /// Errors, stack traces and uncaught exceptions, each with its first stack.
    public Map<String, String> troubles() {
        return new TreeMap<>(troubles);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
