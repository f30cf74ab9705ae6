package dev.rookery.server.session;

/// Where a session puts the messages that a connection is about to write: one buffer, one write to the socket. Owned by
/// the connection's writer.
public interface MessageWriter {
    /// Bytes that still fit, headers already deducted; a message larger than this waits for the next round, except that
    /// an empty writer takes a message of any size up to 1 MiB.
    int remaining();

    /// Whether nothing was appended yet in this round.
    boolean isEmpty();

    /// A whole text message, as UTF-8.
    void text(byte[] utf8);

    /// A whole binary message made of two parts: what belongs to this client and what all share.
    void binary(byte[] head, int headLength, byte[] shared, int sharedOffset, int sharedLength);
}
