package dev.rookery.server.session;

import static dev.rookery.server.room.PlayerLink.NEVER_WRITTEN;
import static dev.rookery.server.room.PlayerLink.NOT_WRITTEN_YET;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/// When the socket had taken the messages that the room asked about, which are few: whoever traces nothing costs nothing
/// here. The room asks with a message that it publishes and looks in a later tick; the connection's writer answers. Nobody
/// waits and nothing is allocated. There are more places than messages that can be under way between the two.
final class WriteStamps {
    private static final int CAPACITY = 32; // power of two
    private static final int MASK = CAPACITY - 1;

    private final AtomicLongArray stamps = new AtomicLongArray(CAPACITY);
    private final LongSupplier nanoTime;
    private int asked; // the room's
    private int filled; // the writer's: of those before, all are known but for the end of the write under way
    private int stamped; // the writer's

    WriteStamps(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Room: a new question; the number that the message carries to the writer.
    int ask() {
        stamps.setPlain(asked & MASK, NOT_WRITTEN_YET); // seen with the message's publication
        return asked++;
    }

    /// Room: the answer to one of its last questions.
    long at(int question) {
        return stamps.getAcquire(question & MASK);
    }

    /// Writer: the message with the question is part of the next write.
    void filled(int question) {
        filled = question + 1;
    }

    /// Writer: the message with the question was given up.
    void dropped(int question) {
        stamps.setRelease(question & MASK, NEVER_WRITTEN);
        filled = question + 1;
        if (stamped == question) {
            stamped = filled;
        }
    }

    /// Writer: the write has returned.
    void written() {
        if (stamped == filled) {
            return;
        }
        long now = nanoTime.getAsLong();
        for (; stamped != filled; stamped++) {
            int place = stamped & MASK;
            if (stamps.getPlain(place) == NOT_WRITTEN_YET) {
                stamps.setRelease(place, now);
            }
        }
    }
}
