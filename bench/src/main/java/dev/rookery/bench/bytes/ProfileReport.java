package dev.rookery.bench.bytes;

import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.BitsProfile;
import dev.rookery.protocol.delta.BitsProfile.Line;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Where the bits of a recorded room's deltas go: by syntax element, and in the largest frames. The first frame is left
/// out, as in all figures.
///
/// @param lines sums over all frames, the costliest first
/// @param frames each with its own lines
record ProfileReport(List<Line> lines, List<Frame> frames) {
    private static final int LARGEST_FRAMES = 10;
    private static final int LINES_OF_FRAME = 6;

    /// @param number from 0 in the recording
    record Frame(int number, int bytes, List<Line> lines) {
        double accountedBytes() {
            return lines.stream().mapToDouble(Line::bits).sum() / 8;
        }
    }

    static ProfileReport of(Trace trace, BackEnd backEnd) {
        CodecReplay replay = new CodecReplay(trace, backEnd);
        replay.next();
        BitsProfile profile = new BitsProfile();
        replay.profile(profile);
        List<Frame> frames = new ArrayList<>();
        Map<String, Line> sums = new TreeMap<>();
        while (replay.hasNext()) {
            int length = replay.next();
            frames.add(new Frame(frames.size() + 1, length, profile.lines()));
            profile.lines().forEach(line -> sums.merge(line.owner() + ": " + line.element(), line, ProfileReport::sum));
            profile.clear();
        }
        List<Line> lines = new ArrayList<>(sums.values());
        lines.sort(Comparator.comparingDouble(Line::bits).reversed());
        return new ProfileReport(lines, frames);
    }

    private static Line sum(Line line, Line other) {
        return new Line(line.owner(), line.element(), line.bits() + other.bits(), line.values() + other.values());
    }

    void print(PrintWriter out) {
        int ticks = frames.size();
        double bits = lines.stream().mapToDouble(Line::bits).sum();
        out.println("  bytes per tick   values   bits each   share");
        for (Line line : lines) {
            out.printf(
                    Locale.ROOT,
                    "  %14.2f %8.2f %11.2f %6.1f%%   %s: %s%n",
                    line.bits() / 8 / ticks,
                    (double) line.values() / ticks,
                    line.bits() / line.values(),
                    100 * line.bits() / bits,
                    line.owner(),
                    line.element());
        }
        out.println("  the largest frames, in bytes");
        frames.stream()
                .sorted(Comparator.comparingInt(Frame::bytes).reversed())
                .limit(LARGEST_FRAMES)
                .forEach(frame -> print(out, frame));
    }

    private static void print(PrintWriter out, Frame frame) {
        out.printf(Locale.ROOT, "  %6d in frame %d:", frame.bytes(), frame.number());
        double rest = frame.accountedBytes();
        for (Line line : frame.lines().subList(0, Math.min(LINES_OF_FRAME, frame.lines().size()))) {
            out.printf(Locale.ROOT, " %.0f %s %s,", line.bits() / 8, line.owner(), line.element());
            rest -= line.bits() / 8;
        }
        out.printf(Locale.ROOT, " %.0f others%n", rest);
    }
}
