package dev.rookery.server.session;

/// What a connection tells whoever sits behind it. Calls from one connection come on its reader thread and never
/// overlap, except [#fill] and [#written], which its writer calls.
public interface ConnectionListener {
    /// A whole text message, already valid UTF-8 and within the size limit.
    void onText(String text);

    /// A whole binary message. The bytes are the connection's and change after the call.
    void onBinary(byte[] bytes, int offset, int length);

    /// The connection is over, whatever ended it; called exactly once, and nothing after it.
    void onEnd(ConnectionEnd end);

    /// Appends the messages to be written now, whole ones, until there are none or `out` is full. Called by the
    /// connection's single writer, again and again until there is nothing left; bytes are copied before it returns.
    ///
    /// @return false if something did not fit; what comes later is announced by [Connection#wake]
    boolean fill(MessageWriter out);

    /// The socket has taken all that [#fill] appended before; called by the writer after each write with messages.
    default void written() {}
}
