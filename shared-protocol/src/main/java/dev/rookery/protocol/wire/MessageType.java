package dev.rookery.protocol.wire;

/// First byte of a binary message.
public final class MessageType {
    /// To the server: inputs.
    public static final int INPUT = 0x01;

    /// To the browser: private header and shared frame.
    public static final int SNAPSHOT = 0x10;

    private MessageType() {}
}
