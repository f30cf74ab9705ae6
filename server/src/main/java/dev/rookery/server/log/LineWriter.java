package dev.rookery.server.log;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.server.access.AddressHash;
import dev.rookery.server.access.Network;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns events into lines. Owned by the log's thread.
final class LineWriter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_CAUSES = 10; // they may form a circle

    private final LogFormat format;
    private final AddressHash addresses;
    private final String node;
    private final String build;

    LineWriter(LogFormat format, AddressHash addresses, String node, String build) {
        this.format = format;
        this.addresses = addresses;
        this.node = node;
        this.build = build;
    }

    /// @param suppressed events like this that got no line since the last one did
    LogSink.Line write(LogEvent event, Instant when, long suppressed) {
        String time = TIME.format(when);
        ObjectNode line = JSON.createObjectNode();
        if (format == LogFormat.JSON) {
            line.put("ts", time).put("level", event.level().name());
        }
        line.put("ev", event.token()).put("node", node).put("build", build);
        Network network = event.network();
        if (network != null) {
            line.put("ip", addresses.forLog(network));
        }
        for (Map.Entry<String, Object> field : event.fields().entrySet()) {
            switch (field.getValue()) {
                case Long number -> line.put(field.getKey(), number);
                case Boolean flag -> line.put(field.getKey(), flag);
                default -> line.put(field.getKey(), field.getValue().toString());
            }
        }
        if (suppressed > 0) {
            line.put("suppressed", suppressed);
        }
        String stack = event.stack() + stack(event.cause());
        if (format == LogFormat.JSON) {
            if (!stack.isEmpty()) {
                line.put("stack", stack);
            }
            return new LogSink.Line(time, event.level(), line.toString());
        }
        return new LogSink.Line(time, event.level(), stack.isEmpty() ? text(line) : text(line) + "\n" + stack);
    }

    private static String text(ObjectNode line) {
        StringBuilder text = new StringBuilder();
        line.properties().forEach(field -> {
            String value = field.getValue().asText();
            text.append(text.isEmpty() ? "" : " ").append(field.getKey()).append('=').append(
                    isPlain(value) ? value : field.getValue().toString());
        });
        return text.toString();
    }

    /// Anything else is quoted as JSON does it, so that no value can pretend to be another field, or another line.
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c >= 0x7F) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static String stack(@Nullable Throwable fault) {
        StringBuilder stack = new StringBuilder();
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            stack.append(depth == 0 ? "" : "\nCaused by: ").append(cause);
            for (StackTraceElement frame : cause.getStackTrace()) {
                stack.append("\n\tat ").append(frame);
            }
            cause = cause.getCause();
        }
        return stack.toString();
    }
}
