package dev.rookery.server.transport;

/// What became of a request to open a WebSocket.
public enum HandshakeResult {
    /// 101.
    ACCEPTED(101, "ok"),
    /// 101, then closed with `version`: a browser learns the reason only this way.
    OTHER_VERSION(101, "version"),
    /// Not a GET.
    WRONG_METHOD(405, "method"),
    /// A missing or malformed Connection or Sec-WebSocket-Key header, a body, or no sub-protocol of ours.
    MALFORMED(400, "malformed"),
    /// Another Sec-WebSocket-Version than 13.
    WRONG_VERSION(426, "websocket_version"),
    /// A page from somewhere else.
    WRONG_ORIGIN(403, "origin"),
    /// A ticket or token in the address, where it would end up in logs.
    SECRET_IN_URL(400, "secret_in_url"),
    /// Too many requests for a socket from one address, or too many guesses.
    TOO_OFTEN_FROM_ADDRESS(429, "too_often_from_address"),
    /// Too many requests for a socket in all.
    TOO_OFTEN(503, "too_often"),
    /// Too many sockets from one address.
    TOO_MANY_FROM_ADDRESS(429, "too_many_from_address"),
    /// Too many sockets in all.
    FULL(503, "node_full"),
    /// The server takes nobody at the moment: it drains, or protects itself.
    NOT_ACCEPTING(503, "not_accepting");

    private final int status;
    private final String token;

    HandshakeResult(int status, String token) {
        this.status = status;
        this.token = token;
    }

    /// HTTP status of the answer.
    public int status() {
        return status;
    }

    /// Short word for the answer's body and for metrics.
    public String token() {
        return token;
    }
}
