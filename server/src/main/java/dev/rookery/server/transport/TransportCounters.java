package dev.rookery.server.transport;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What transport has done since it started, for the metrics. May be read and raised by any thread.
public final class TransportCounters {
    private final Map<HandshakeResult, LongAdder> handshakes = new EnumMap<>(HandshakeResult.class);
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder receivedMessages = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder sentMessages = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder ignoredPings = new LongAdder();
    private final LongAdder slowRequests = new LongAdder();

    TransportCounters() {
        for (HandshakeResult result : HandshakeResult.values()) {
            handshakes.put(result, new LongAdder());
        }
    }

    public long handshakes(HandshakeResult result) {
        return adder(result).sum();
    }

    /// Bytes read from WebSockets, frame heads included.
    public long receivedBytes() {
        return receivedBytes.sum();
    }

    /// Whole text and binary messages handed to sessions.
    public long receivedMessages() {
        return receivedMessages.sum();
    }

    /// Bytes handed to WebSockets, frame heads included.
    public long sentBytes() {
        return sentBytes.sum();
    }

    public long sentMessages() {
        return sentMessages.sum();
    }

    /// Writes to WebSockets; fewer than messages, where several left together.
    public long writes() {
        return writes.sum();
    }

    /// Pings beyond the rate that is answered.
    public long ignoredPings() {
        return ignoredPings.sum();
    }

    /// HTTP connections closed because a request or its answer took too long.
    public long slowRequests() {
        return slowRequests.sum();
    }

    void handshake(HandshakeResult result) {
        adder(result).increment();
    }

    void received(int bytes) {
        receivedBytes.add(bytes);
    }

    void receivedMessage() {
        receivedMessages.increment();
    }

    void wrote(int bytes, int messages) {
        sentBytes.add(bytes);
        sentMessages.add(messages);
        writes.increment();
    }

    void ignoredPing() {
        ignoredPings.increment();
    }

    void slowRequest() {
        slowRequests.increment();
    }

    @SuppressWarnings("NullAway") // the constructor put one for each
    private LongAdder adder(HandshakeResult result) {
        return handshakes.get(result);
    }
}
