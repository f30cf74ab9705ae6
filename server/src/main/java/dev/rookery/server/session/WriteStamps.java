package dev.rookery.server.session;

import static dev.rookery.server.room.PlayerLink.NEVER_WRITTEN;
import static dev.rookery.server.room.PlayerLink.NOT_WRITTEN_YET;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// When the socket had taken the messages that the room asked about, which are few: whoever traces nothing costs nothing
/// here. The room asks with a message that it publishes and looks in a later tick; the connection's writer answers. Nobody
/// waits, and nothing is allocated but once, with the first question. There are more places than messages that can be under way
/// between the two.
final class WriteStamps {
    private static final int CAPACITY = 32; // power of two
    private static final int MASK = CAPACITY - 1;

    private final LongSupplier nanoTime;
    private @Nullable AtomicLongArray stamps; // the room's; seen by the writer with the first message that asks
    private int asked; // the room's
    private int filled; // the writer's: of those before, all are known but for the end of the write under way
    private int stamped; // the writer's

    WriteStamps(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Room: a new question; the number that the message carries to the writer.
    int ask() {
        AtomicLongArray places = stamps;
        if (places == null) {
            places = new AtomicLongArray(CAPACITY);
            stamps = places;
        }
        places.setPlain(asked & MASK, NOT_WRITTEN_YET); // seen with the message's publication
        return asked++;
    }

    /// Room: the answer to one of its last questions.
    long at(int question) {
        return places().getAcquire(question & MASK);
    }

    /// Writer: the message with the question is part of the next write.
    void filled(int question) {
        filled = question + 1;
    }

    /// Writer: the message with the question was given up.
    void dropped(int question) {
        places().setRelease(question & MASK, NEVER_WRITTEN);
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
        AtomicLongArray places = places();
        long now = nanoTime.getAsLong();
        for (; stamped != filled; stamped++) {
            int place = stamped & MASK;
            if (places.getPlain(place) == NOT_WRITTEN_YET) {
                places.setRelease(place, now);
            }
        }
    }

    private AtomicLongArray places() {
        return Objects.requireNonNull(stamps, "nothing was asked");
    }
}
