package dev.rookery.server.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.lang.System.Logger.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/// Passes what is written to the platform's logger, by us or by a library, to the [EventLog], so that it is bounded, formatted
/// and counted like everything else. A message such as `ev=room.fault room=r tick=7` becomes an event with these fields; lines
/// below the first are its stack.
public final class LogbackBridge extends AppenderBase<ILoggingEvent> {
    private static final Pattern EVENT = Pattern.compile("ev=([a-z][a-z.]*)");
    private static final Pattern FIELD = Pattern.compile(" (\\w+)=(\\S*)");

    private final EventLog log;

    private LogbackBridge(EventLog log) {
        this.log = log;
    }

    /// Takes the place of all that the root logger writes to. For a process that is nothing but this server.
    public static void install(EventLog log) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            LogbackBridge bridge = new LogbackBridge(log);
            bridge.setContext(context);
            bridge.setName("events");
            bridge.start();
            root.detachAndStopAllAppenders();
            root.addAppender(bridge);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        Throwable cause = event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
        log.write(read(event.getFormattedMessage(), event.getLoggerName(), level(event)).because(cause));
    }

    /// @param logger who wrote it
    static LogEvent read(String text, String logger, Level level) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end + 1);
        Matcher named = EVENT.matcher(first);
        if (!named.lookingAt()) {
            return LogEvent.logged(LogType.LOG.token(), level).with("logger", logger).message(first).stack(rest);
        }
        LogEvent event = LogEvent.logged(named.group(1), level).stack(rest);
        Matcher field = FIELD.matcher(first);
        field.region(named.end(), first.length());
        int read = named.end();
        for (; field.lookingAt(); field.region(read, first.length())) {
            event.with(field.group(1), field.group(2));
            read = field.end();
        }
        String left = first.substring(read).strip();
        return left.isEmpty() ? event : event.message(left);
    }

    private static Level level(ILoggingEvent event) {
        return switch (event.getLevel().levelInt) {
            case ch.qos.logback.classic.Level.ERROR_INT -> Level.ERROR;
            case ch.qos.logback.classic.Level.WARN_INT -> Level.WARNING;
            case ch.qos.logback.classic.Level.INFO_INT -> Level.INFO;
            default -> Level.DEBUG;
        };
    }
}
