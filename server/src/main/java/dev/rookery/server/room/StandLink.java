package dev.rookery.server.room;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.server.replication.SharedFrame;

/// What a room may do to the stand of its spectators: one more taker of the frames that the players share, however many watch.
/// All methods are called on the room's thread, return at once and never throw; what cannot be taken is dropped there.
public interface StandLink {
    /// Whether somebody watches; once false, the room lets go of the stand with [#release].
    boolean isOpen();

    /// Everybody who is in the room, before the first change that [#roster] tells.
    void begin(ToBrowser.Roster everybody);

    /// Who came, went or changed.
    void roster(ToBrowser.Roster change);

    /// A frame of this tick: the delta that all players share, or a keyframe; retained by the stand until it has taken it.
    void publish(SharedFrame frame);

    /// Said to the whole room and to be seen together with its picture: JSON as UTF-8, shared, never changed afterwards.
    void tell(byte[] json);

    /// Said about the server, and told at once.
    void announce(byte[] json);

    /// The room is over.
    void close(CloseCode code, String message);

    /// Nothing is published any more.
    void release();
}
