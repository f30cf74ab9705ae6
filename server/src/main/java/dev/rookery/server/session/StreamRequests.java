package dev.rookery.server.session;

import dev.rookery.protocol.control.ToServer;
import dev.rookery.server.access.RateLimit;
import dev.rookery.server.metrics.Counter;
import java.util.function.LongSupplier;

/// What the client of one connection asks of its stream: a pause and its end, a keyframe. Owned by the connection's reader; whether
/// it is paused may be asked by any thread.
final class StreamRequests {
    private final Outbox outbox;
    private final RateLimit keyframes;
    private final PlayerConnection connection;
    private volatile boolean paused;

    StreamRequests(Outbox outbox, InboundLimits limits, PlayerConnection connection, LongSupplier nanoTime) {
        this.outbox = outbox;
        this.connection = connection;
        this.keyframes = new RateLimit(limits.keyframesPerSecond(), limits.keyframeBurst(), nanoTime);
    }

    boolean isPaused() {
        return paused;
    }

    void take(ToServer.Pause pause) {
        paused = paused || keyframes.tryTake(); // its end costs a keyframe
    }

    void take(ToServer.Unpause unpause) {
        if (paused) {
            outbox.requestKeyframe();
            paused = false;
        }
    }

    void take(ToServer.Keyframe keyframe) {
        if (keyframes.tryTake()) {
            connection.counters().add(Counter.KEYFRAMES_REQUESTED);
            outbox.requestKeyframe();
        } else {
            connection.log().limited("keyframes");
        }
    }
}
