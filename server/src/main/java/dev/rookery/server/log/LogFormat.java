package dev.rookery.server.log;

/// For whom lines are written.
public enum LogFormat {
    /// People: `key=value`, a stack on the lines below.
    TEXT,
    /// Machines: a JSON object a line.
    JSON
}
