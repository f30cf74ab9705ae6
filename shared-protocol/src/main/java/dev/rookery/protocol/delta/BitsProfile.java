package dev.rookery.protocol.delta;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the bits of a stream went: each line is one syntax element of one field, kind or the room. The lines add up to
/// the frames' bits. Owned by the thread that encodes; for tools, not for the hot path.
public final class BitsProfile {
    /// @param owner kind, or kind and field, or `room` or `key`
    /// @param values how many were coded
    public record Line(String owner, String element, double bits, long values) {}

    private record Key(String owner, String element) {}

    private static final class Sum {
        private double bits;
        private long values;
    }

    private final Map<Key, Sum> sums = new HashMap<>();

    void add(Contexts.Context context, double bits) {
        Sum sum = sums.computeIfAbsent(new Key(context.owner(), context.element()), key -> new Sum());
        sum.bits += bits;
        sum.values++;
    }

    /// The costliest first.
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        sums.forEach((key, sum) -> lines.add(new Line(key.owner, key.element, sum.bits, sum.values)));
        lines.sort(Comparator.comparingDouble(Line::bits).reversed());
        return lines;
    }

    public void clear() {
        sums.clear();
    }
}
