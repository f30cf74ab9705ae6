package dev.rookery.server.session;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.config.Unit;

/// What one connection may do; beyond it, things are dropped and counted, or the connection is closed.
public record SessionLimits(
        @Setting(
                        value = "3000",
                        min = 100,
                        max = 60_000,
                        unit = Unit.MILLISECONDS,
                        doc = "Time for the first message, then 4018.")
                int greetingMillis,
        @Setting(
                        value = "5000",
                        min = 500,
                        max = 60_000,
                        unit = Unit.MILLISECONDS,
                        doc = "Time that a join waits for its room, then 4013.")
                int joinMillis,
        @Setting(value = "24", min = 1, max = 64, doc = "Characters (code points) of a name; longer ones are refused.")
                int nameCodePoints,
        @Setting(value = "3", min = 1, max = 1000, doc = "Messages that make no sense, before the connection is closed with 1003.")
                int malformedMessages,
        @Setting(value = "8", min = 4, max = 64, doc = "Nesting of a JSON message; a deeper one makes no sense.") int jsonDepth,
        @Setting(value = "1000", min = 1, max = 100_000, doc = "People who wait for a seat, in all; more are refused.") int waiting,
        ChatLimits chat,
        InboundLimits inbound) {
    /// Tables that a client may say it knows.
    static final int MAX_KNOWN_TABLES = 16;

    /// Reliable messages that wait at most; one more closes with 4008. A room says up to 32 in a tick when everybody chats,
    /// and on a busy machine a writer may not run for some ticks: that alone must not cost anybody his connection.
    static final int MAX_RELIABLE = 256;

    /// Of what is said to the room, lines kept for somebody who has no connection or did not hear them.
    static final int MAX_KEPT = 64;

    /// What a server uses unless told otherwise.
    public static final SessionLimits DEFAULT = Settings.defaults(SessionLimits.class);

    /// The same with other limits for what is said.
    public SessionLimits chatting(ChatLimits newChat) {
        return new SessionLimits(greetingMillis, joinMillis, nameCodePoints, malformedMessages, jsonDepth, waiting, newChat, inbound);
    }

    /// The same with another time for the first message.
    public SessionLimits greetingWithin(int millis) {
        return new SessionLimits(millis, joinMillis, nameCodePoints, malformedMessages, jsonDepth, waiting, chat, inbound);
    }
}
