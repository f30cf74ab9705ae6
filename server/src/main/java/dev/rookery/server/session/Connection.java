package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.RoomPulse;
import java.net.InetAddress;

/// One socket as a session sees it; transport implements it. All methods may be called from any thread, never throw, and but for
/// [#slowDown] never block.
public interface Connection {
    /// Number of this connection since the start of the process, for logs.
    long id();

    /// Address of the client, behind trusted proxies the one that they name; never shown to other players.
    InetAddress remoteAddress();

    /// There may be something to write: the connection calls [ConnectionListener#fill] soon, on its writer. Cheap, any
    /// number of calls before that count as one.
    void wake();

    /// Largest message, in bytes, that is taken from the peer from now on; a larger one closes with
    /// [CloseCode#TOO_LARGE]. A connection starts with what is enough for a first message, and never takes more than the
    /// transport's own limit.
    void limitInbound(int maxMessageBytes);

    /// The connection plays in a room or watches it from now on, and this is the room's pulse, or that of its spectators' stand: a
    /// transport that reads and writes in the rhythm of rooms goes along with it as long as it is open.
    default void follow(RoomPulse pulse) {}

    /// Listener, while it is handed a message: whoever sends so much is not read for a while. May take that long, on a thread where
    /// nobody waits.
    void slowDown(long nanos);

    /// When what is handed to the listener now came from the peer, or anything last did, on the monotonic clock.
    long heardNanos();

    /// Nanoseconds since anything came from the peer, answers to pings included.
    long silentNanos();

    /// What has gone over it so far; exact once [ConnectionListener#onEnd] is called, a little old before.
    Traffic traffic();

    /// Writes what [ConnectionListener#fill] still has of reliable messages, then a close frame, and ends the connection
    /// within two seconds whether or not the peer answers. The first call decides the code; later ones change nothing.
    void close(CloseCode code, String reason);
}
