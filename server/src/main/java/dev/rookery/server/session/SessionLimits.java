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

    /// Reliable messages that wait at most; one more closes with 4008.
    static final int MAX_RELIABLE = 64;

    /// What a server uses unless told otherwise.
    public static final SessionLimits DEFAULT = new SessionLimits(3_000, 1, 5, 3);
}
