package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ToServer;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.room.RoomCommand;
import java.util.function.LongSupplier;

/// One connection's hold on a session: from the accepted join or resume to the end of the connection. A session has at most
/// one at a time. Calls come from the connection's reader and writer and from the room; each part says which.
final class Seat {
    private final Session session;
    private final PlayerConnection connection;
    private final Outbox outbox;
    private final InputMessageReader inputs;
    private final RateLimit chats;
    private final RateLimit keyframes;
    private final Sessions sessions;
    private boolean confirmed; // reader: the newest token is known to have arrived
    private volatile boolean paused;
    private volatile boolean welcomed;
    private volatile boolean over;

    Seat(Session session, PlayerConnection connection, Sessions sessions, SessionLimits limits, LongSupplier nanoTime) {
        int tickRateHz = session.game().type().tickRateHz();
        this.session = session;
        this.connection = connection;
        this.sessions = sessions;
        this.outbox = new Outbox(tickRateHz);
        this.inputs = new InputMessageReader(session, nanoTime, connection.counters());
        this.chats = new RateLimit(limits.chatsPerSecond(), limits.chatBurst(), nanoTime);
        this.keyframes = new RateLimit(1, 3, nanoTime);
    }

    Session session() {
        return session;
    }

    Outbox outbox() {
        return outbox;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isWelcomed() {
        return welcomed;
    }

    void markWelcomed() {
        welcomed = true;
    }

    /// Whether the connection has ended; the writer fetches nothing any more.
    boolean isOver() {
        return over;
    }

    void wake() {
        connection.wake();
    }

    /// Any thread: tells why and closes.
    void end(CloseCode code, String message) {
        connection.end(code, message);
    }

    /// Another connection took the seat.
    void replaced() {
        end(CloseCode.REPLACED, "You continued in another tab or window.");
    }

    /// Reader: a control message of somebody who is seated. False if it makes no sense here.
    boolean receive(ToServer message) {
        confirm();
        switch (message) {
            case ToServer.Join join -> {
                return false;
            }
            case ToServer.Resume resume -> {
                return false;
            }
            case ToServer.Leave leave -> session.room().offer(new RoomCommand.Unseat(session));
            case ToServer.Chat chat -> say(chat);
            case ToServer.Pause pause -> paused = true;
            case ToServer.Unpause unpause -> {
                if (paused) {
                    outbox.requestKeyframe();
                    paused = false;
                }
            }
            case ToServer.Keyframe keyframe -> {
                if (keyframes.tryTake()) {
                    connection.counters().add(Counter.KEYFRAMES_REQUESTED);
                    outbox.requestKeyframe();
                }
            }
        }
        return true;
    }

    private void say(ToServer.Chat chat) {
        String text = PlayerText.chat(chat.text());
        if (text == null) {
            return;
        }
        if (!chats.tryTake() || !session.room().offer(new RoomCommand.Say(session, text))) {
            connection.counters().add(Counter.CHATS_DROPPED);
            connection.notice("chat_limit", "You are writing too fast; that line was not sent.");
        }
    }

    /// Reader: a binary message. False if it makes no sense.
    boolean receive(WireReader in) {
        confirm();
        return inputs.read(in);
    }

    private void confirm() {
        if (!confirmed && welcomed) {
            confirmed = true;
            sessions.confirm(session);
        }
    }

    /// Writer: appends what is to be sent.
    void fill(MessageWriter out) {
        if (session.fillReliable(this, out)) {
            outbox.fill(out);
        }
    }

    /// Reader, under the connection's writer lock, so that no [#fill] runs or follows.
    ///
    /// @param left whether the player went on purpose
    void over(boolean left) {
        over = true;
        session.detach(this);
        if (left) {
            session.room().offer(new RoomCommand.Unseat(session));
        }
        if (session.isReleased()) {
            outbox.abandon();
        }
    }
}
