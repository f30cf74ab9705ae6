package dev.rookery.server.transport;

/// Who reads and writes the players' sockets.
public enum IoMode {
    /// The rooms where that is possible, else two threads a socket.
    AUTO,
    /// The rooms' own threads, just before and right after each tick; not over TLS that ends in this process.
    ROOM_PACED,
    /// Two virtual threads a socket.
    BLOCKING
}
