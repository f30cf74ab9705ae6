package dev.rookery.protocol.delta;

import dev.rookery.protocol.delta.Contexts.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the bits of a stream went: each line is one syntax element of one field, kind or the room. The lines add up to
/// the sampled frames, to the bit.
///
/// An encoder that is not asked for a profile pays nothing for it. While it keeps one, a sampled frame takes several
/// times as long and every other one some nanoseconds a value, so on a live room choose an interval of a second or so.
/// Owned by the thread that encodes, which alone may call this; the list that [#lines] returns may go to any other.
public final class BitsProfile {
    private static final Key ROUNDING = new Key("frame", "whole bytes");

    /// @param owner kind, or kind and field, or `room`, `key` or `frame`
    /// @param values how many were coded
    public record Line(String owner, String element, double bits, long values) {}

    private record Key(String owner, String element) {}

    /// What one line has been charged.
    static final class Sum {
        private double bits;
        private long values;

        void add(double charged) {
            bits += charged;
            values++;
        }
    }

    private final Map<Key, Sum> sums = new HashMap<>();
    private final Sum rounding = sums.computeIfAbsent(ROUNDING, key -> new Sum());
    private final int interval;
    private int untilSample;
    private long frames;
    private long bytes;

    /// Of every frame.
    public BitsProfile() {
        this(1);
    }

    /// Of the next frame and from then on of one in `interval`, which is 1 or more.
    public BitsProfile(int interval) {
        if (interval < 1) {
            throw new IllegalArgumentException("A profile samples one frame in 1 or more: interval=" + interval);
        }
        this.interval = interval;
    }

    /// For each context of a series, the sum that its values are charged to.
    Sum[] sumsOf(List<Context> series) {
        return series.stream()
                .map(context -> sums.computeIfAbsent(new Key(context.owner(), context.element()), key -> new Sum()))
                .toArray(Sum[]::new);
    }

    /// Whether the frame that begins is to be accounted.
    boolean samplesNext() {
        boolean sampled = untilSample == 0;
        untilSample = (sampled ? interval : untilSample) - 1;
        return sampled;
    }

    /// A sampled frame has ended; what the back end needed to end it in a whole byte is a line of its own, and may be
    /// negative where the last bytes could be left out.
    void frame(int length, double written) {
        frames++;
        bytes += length;
        rounding.add(length * 8 - written);
    }

    /// Sampled frames since the start or the last [#clear].
    public long frames() {
        return frames;
    }

    /// Their size.
    public long bytes() {
        return bytes;
    }

    /// The costliest first; without those that had no value yet.
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        sums.forEach((key, sum) -> {
            if (sum.values > 0) {
                lines.add(new Line(key.owner, key.element, sum.bits, sum.values));
            }
        });
        lines.sort(Comparator.comparingDouble(Line::bits).reversed());
        return lines;
    }

    /// Forgets everything, and samples the next frame.
    public void clear() {
        for (Sum sum : sums.values()) {
            sum.bits = 0;
            sum.values = 0;
        }
        untilSample = 0;
        frames = 0;
        bytes = 0;
    }
}
