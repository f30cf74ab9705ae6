package dev.rookery.server.session;

import dev.rookery.protocol.control.ToServer;
import dev.rookery.protocol.wire.WireReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a connection holds once its greeting was accepted: a seat, or a place to watch from. Calls come from the connection's
/// reader and writer, as each says.
sealed interface Occupant permits Seat, Spectator {
    /// Reader: a control message; false if it makes no sense here.
    boolean receive(ToServer message);

    /// Reader: something is said; false if it makes no sense.
    ///
    /// @param mutedFor for how long it is not passed on, null if it is
    boolean say(ToServer.Chat chat, @Nullable Duration mutedFor);

    /// Reader: a binary message; false if it makes no sense.
    boolean receive(WireReader in);

    /// Writer: appends what is to be sent; false if something is left.
    boolean fill(MessageWriter out);

    /// Any thread: whether [#tell] may be called.
    boolean isWelcomed();

    /// Any thread, after the welcome: a message that must arrive; false if too many wait.
    boolean tell(byte[] json);

    /// What is on its way to the client.
    Outbox outbox();

    /// Whose login it is.
    Attendee attendee();

    /// Reader, under the connection's monitor, so that no [#fill] runs or follows.
    ///
    /// @param left whether the client went on purpose
    /// @param tooSlow whether it could not keep up
    /// @param code of the close
    void over(boolean left, boolean tooSlow, int code);
}
