package dev.rookery.bench.load;

import java.util.ArrayDeque;
import java.util.Deque;

/// Whether a server's JVM has compiled what it will. A method is compiled for good after its 200th call, then 600 more: code that
/// runs once a tick takes 40 s at 20 Hz to get there, with long silences between, in which nothing tells that more is to come. So
/// both count: enough ticks, and compilers that have been next to idle for a while. Asked once a second; owned by one thread.
final class WarmUp {
    private static final int LEAST_TICKS = 800;
    private static final int LEAST_SECONDS = 20;

    /// Then it is measured as it is.
    static final int MOST_SECONDS = 60;

    private static final int QUIET_SECONDS = 5;
    private static final long MOST_COMPILED_MILLIS = 250; // in them: one in twenty

    private final int leastSeconds;
    private final Deque<Long> compiled = new ArrayDeque<>(); // so far, at each of the last seconds

    WarmUp(int tickHz) {
        leastSeconds = leastSeconds(tickHz);
    }

    /// Before which a server is cold.
    static int leastSeconds(int tickHz) {
        return Math.clamp(Math.ceilDiv(LEAST_TICKS, tickHz), LEAST_SECONDS, MOST_SECONDS);
    }

    /// @param playedSeconds since everybody has joined
    /// @param compiledMillis by the JVM since its start
    boolean isOver(double playedSeconds, long compiledMillis) {
        compiled.addLast(compiledMillis);
        if (compiled.size() > QUIET_SECONDS + 1) {
            compiled.removeFirst();
        }
        boolean isQuiet =
                compiled.size() > QUIET_SECONDS && compiledMillis - compiled.getFirst() <= MOST_COMPILED_MILLIS;
        return playedSeconds >= MOST_SECONDS || (playedSeconds >= leastSeconds && isQuiet);
    }
}
