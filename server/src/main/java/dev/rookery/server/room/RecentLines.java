package dev.rookery.server.room;

import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;
import java.util.ArrayDeque;

/// What was last said to the whole room, for whoever comes later: at most [#MOST_LINES], none older than [#OLDEST_NANOS].
/// What was said to a team is not among it. Each line is written once, however many come. Owned by the room's thread.
final class RecentLines {
    static final int MOST_LINES = 20;
    static final long OLDEST_NANOS = 300_000_000_000L;

    private static final class Line {
        private final PlayerSlot author;
        private final long nanos;
        private final byte[] json; // shared by all who are told, never changed

        private Line(PlayerSlot author, long nanos, byte[] json) {
            this.author = author;
            this.nanos = nanos;
            this.json = json;
        }
    }

    private final ControlCodec control;
    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    RecentLines(ControlCodec control) {
        this.control = control;
    }

    void add(PlayerSlot author, String text, long nowNanos) {
        if (lines.size() == MOST_LINES) {
            lines.poll();
        }
        byte[] json = control.write(new ToBrowser.Said(author.id(), author.name(), text, null, true));
        lines.add(new Line(author, nowNanos, json));
    }

    /// Somebody had to go, and so do the words.
    void forget(PlayerSlot author) {
        lines.removeIf(line -> line.author == author);
    }

    void tell(PlayerLink newcomer, long nowNanos) {
        lines.removeIf(line -> nowNanos - line.nanos > OLDEST_NANOS);
        for (Line line : lines) {
            newcomer.tell(line.json);
        }
    }
}
