package dev.rookery.server.session;

/// What one connection may do; beyond it, things are dropped and counted, or the connection is closed.
///
/// @param greetingMillis time for the first message, then 4018
/// @param chatsPerSecond average; more are dropped with a notice
/// @param chatBurst chats at once
/// @param malformedMessages messages that make no sense before 1003
public record SessionLimits(int greetingMillis, double chatsPerSecond, int chatBurst, int malformedMessages) {
    /// Longest name.
    public static final int MAX_NAME_CODE_POINTS = 24;

    /// Longest line of chat; the rest is cut.
    public static final int MAX_CHAT_CODE_POINTS = 200;

    /// Largest message once seated, in bytes.
    public static final int MAX_MESSAGE_BYTES = 4096;

    /// Reliable messages that wait at most; one more closes with 4008. A room says up to 32 in a tick when everybody chats,
    /// and on a busy machine a writer may not run for some ticks: that alone must not cost anybody his connection.
    static final int MAX_RELIABLE = 256;

    /// Of what is said to the room, lines kept for somebody who has no connection or did not hear them.
    static final int MAX_KEPT = 64;

    /// Messages of one connection, a second on average and at once; beyond it they are dropped and reading slows down.
    static final int MESSAGES_PER_SECOND = 150;

    static final int MESSAGE_BURST = 300;

    /// Bytes of one connection, likewise.
    static final int BYTES_PER_SECOND = 16 * 1024;

    static final int BYTE_BURST = 32 * 1024;

    /// Beyond the limits for so long without a pause, and the connection is closed with 4029.
    static final int FLOOD_MILLIS = 5_000;

    /// What a server uses unless told otherwise.
    public static final SessionLimits DEFAULT = new SessionLimits(3_000, 1, 5, 3);
}
