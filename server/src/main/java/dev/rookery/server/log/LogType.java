package dev.rookery.server.log;

import java.lang.System.Logger.Level;

/// What is written as a [LogEvent]; `server/README.md` says what each means to whoever runs the server. What happens to rooms
/// and to the process goes through the platform's logger, with a message that begins with `ev=`.
public enum LogType {
    HANDSHAKE_FAIL("handshake.fail", Level.INFO),
    AUTH_FAIL("auth.fail", Level.WARNING),
    JOIN_OK("join.ok", Level.INFO),
    JOIN_FAIL("join.fail", Level.INFO),
    WATCH_OK("watch.ok", Level.INFO),
    CONN_CLOSE("conn.close", Level.INFO),
    SESSION_SUSPEND("session.suspend", Level.INFO),
    SESSION_RESUME("session.resume", Level.INFO),
    RATE_LIMIT("rate.limit", Level.INFO),
    STATE_DIVERGED("state.diverged", Level.ERROR),
    NODE_START("node.start", Level.INFO),
    NODE_READY("node.ready", Level.INFO),
    /// A line that somebody wrote to the platform's logger.
    LOG("log", Level.INFO);

    private final String token;
    private final Level level;

    LogType(String token, Level level) {
        this.token = token;
        this.level = level;
    }

    /// As in `ev=`.
    public String token() {
        return token;
    }

    Level level() {
        return level;
    }
}
