package dev.rookery.server.room;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.SharedFrame;

/// What a room may do to the session in one of its seats. All methods are called on the room's thread, return at once and
/// never throw; what cannot be sent is conflated or counted, never waited for.
public interface PlayerLink {
    /// Answers of [#writtenNanos], in place of a time.
    long NOT_WRITTEN_YET = Long.MIN_VALUE;

    long NEVER_WRITTEN = Long.MIN_VALUE + 1;

    /// What may be sent in this tick.
    enum Demand {
        /// The next delta of the stream.
        DELTA,
        /// The stream was lost, has not begun, or was asked for anew: only a keyframe helps.
        KEYFRAME,
        /// The connection is gone, paused or too slow to take anything now; the next demand will be a keyframe.
        NOTHING
    }

    /// The seat that [#seated] told last, or -1.
    int seat();

    /// Whether there is a connection now; without one for long enough, the seat is given up.
    boolean isConnected();

    /// What this client can take in tick `tick`; asked once a tick, before [#begin].
    Demand demand(long tick);

    /// Newest tick whose snapshot was really handed to the socket, or -1; exact when [#demand] answered KEYFRAME.
    long lastSentTick();

    /// Ticks for which a snapshot may be held back to leave together with others, 0 or more; the same until the next [#demand].
    int holdTicks();

    /// Starts this tick's message: an empty buffer for the private header, valid until [#publish].
    WireWriter begin();

    /// Asks, between [#begin] and [#publish], when the message will have been written; answers the number to look by. Only
    /// for traced inputs: what is not asked costs nothing.
    int trace();

    /// When the write of the message that [#trace] asked about returned, on the server's monotonic clock; or that it has not
    /// yet, or was given up and never will. Only of the last 16 questions, and of the present connection.
    long writtenNanos(int question);

    /// Ends the message that [#begin] started; the link retains `frame` until it is written or dropped.
    void publish(SharedFrame frame);

    /// Asked once, before a new seat is taken: whether whoever wants it still waits. If so, they wait for [#seated] from now
    /// on, however long it takes.
    boolean awaitsSeat();

    /// The seat is taken, anew or again; called before the first keyframe.
    void seated(Seating seating);

    /// The room calls the player by another name than the one that was wanted.
    default void called(String name) {}

    /// A message that must arrive, in order: JSON as UTF-8, shared, never changed afterwards.
    void tell(byte[] json);

    /// All of this tick was handed over; wake whoever writes.
    void flush();

    /// The seat is gone; says why and closes the connection, if there is one.
    void release(CloseCode code, String message);
}
