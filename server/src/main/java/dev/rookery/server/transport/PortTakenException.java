package dev.rookery.server.transport;

/// The port to listen on belongs to somebody else.
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int port;

    PortTakenException(int port, Throwable cause) {
        super("another program listens on the port already: port=" + port, cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
