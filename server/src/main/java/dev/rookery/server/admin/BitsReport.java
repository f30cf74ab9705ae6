package dev.rookery.server.admin;

import java.util.List;

/// What the snapshots of one room consist of, by field. Immutable.
///
/// @param ticks that were looked at
public record BitsReport(long ticks, double bytesPerTick, List<Line> lines) {
    /// @param name kind and field, or what else is written
    public record Line(String name, double bytesPerTick) {}
}
