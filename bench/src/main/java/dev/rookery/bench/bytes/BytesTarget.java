package dev.rookery.bench.bytes;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The most that a tick of a recorded room may cost.
///
/// The four reference rooms have bounds of their own, in bytes. Any other has the share that these are of the byte mask's
/// figure on the reference room of the same sort and rate, since another seed makes a room a little busier or quieter for
/// every scheme alike.
///
/// @param must bytes per tick that every back end keeps to
/// @param goal bytes per tick that the range coder keeps to
record BytesTarget(double must, double goal) {
    private record Reference(double must, double goal, double byteMaskBytes) {}

    private static final Map<String, Reference> REFERENCES = Map.of(
            "arena-s3-20", new Reference(325, 240, 1349.0),
            "arena-s3-60", new Reference(245, 120, 1168.5),
            "discs-s3-20", new Reference(215, 173, 570.4),
            "discs-s3-60", new Reference(137, 91, 480.7));

    /// @param byteMaskBytes that the byte mask needs per tick of this room
    /// @return null for a rate that no reference has
    static @Nullable BytesTarget of(String name, Trace trace, double byteMaskBytes) {
        Reference own = REFERENCES.get(name);
        if (own != null) {
            return new BytesTarget(own.must, own.goal);
        }
        Reference like = REFERENCES.get((trace.hasProjectiles() ? "arena" : "discs") + "-s3-" + trace.hz());
        if (like == null) {
            return null;
        }
        double share = byteMaskBytes / like.byteMaskBytes;
        return new BytesTarget(like.must * share, like.goal * share);
    }
}
