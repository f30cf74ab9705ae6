package dev.rookery.server.log;

import dev.rookery.server.access.Network;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that happened, on its way to its line: a type and fields, in the order in which they were added. Owned by whoever
/// makes it until [EventLog#write] takes it. Fields are numbers, flags and short words of our own; what a peer chose is cut
/// and quoted. There is no field for a ticket, a token, a line of chat or an address: that is hashed.
public final class LogEvent {
    private static final int MAX_TEXT = 200; // characters

    private static final int MAX_MESSAGE = 2000; // characters

    private final LogType type;
    private final String token;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Level level;
    private @Nullable Network network;
    private @Nullable Throwable cause;
    private String stack = "";

    private LogEvent(LogType type, String token, Level level) {
        this.type = type;
        this.token = token;
        this.level = level;
    }

    public static LogEvent of(LogType type) {
        return new LogEvent(type, type.token(), type.level());
    }

    /// A line that came by the platform's logger.
    ///
    /// @param token as in `ev=`
    static LogEvent logged(String token, Level level) {
        return new LogEvent(LogType.LOG, token, level);
    }

    /// Number of the connection.
    public LogEvent conn(long id) {
        return with("conn", id);
    }

    /// Where it was about; an IPv6 network of 64 bits counts as one. Written as today's hash, and no more than one line a
    /// second of the same type is written for it.
    public LogEvent from(Network address) {
        network = address;
        return this;
    }

    public LogEvent with(String name, long value) {
        fields.put(name, value);
        return this;
    }

    public LogEvent with(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    /// @param value cut to 200 characters; null leaves the field out
    public LogEvent with(String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value);
        }
        return this;
    }

    LogEvent message(String text) {
        fields.put("message", text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) : text);
        return this;
    }

    /// With the stack of a fault of ours or of a game; never of a peer's.
    LogEvent because(@Nullable Throwable fault) {
        cause = fault;
        return this;
    }

    /// With further lines.
    LogEvent stack(String lines) {
        stack = lines;
        return this;
    }

    LogType type() {
        return type;
    }

    String token() {
        return token;
    }

    String stack() {
        return stack;
    }

    Level level() {
        return level;
    }

    Map<String, Object> fields() {
        return fields;
    }

    @Nullable Network network() {
        return network;
    }

    @Nullable Throwable cause() {
        return cause;
    }

    /// What makes a fault the same as another; null if there is none.
    Repeats.@Nullable Fault fault() {
        if (cause == null) {
            return null;
        }
        StackTraceElement[] frames = cause.getStackTrace();
        String place = cause.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
        return new Repeats.Fault(token, level, place);
    }
}
