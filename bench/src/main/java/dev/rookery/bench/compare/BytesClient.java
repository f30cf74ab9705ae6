package dev.rookery.bench.compare;

import dev.rookery.bench.swarm.SwarmClient;
import dev.rookery.bench.swarm.SwarmSamples;
import dev.rookery.protocol.wire.WireWriter;

/// A client of a floor, which sends the same bytes to everybody: it counts them, and sends inputs as long as those of a Rookery
/// player. What it does is shown by nothing. Owned by the swarm's thread.
final class BytesClient implements SwarmClient {
    private static final int INPUT_BYTES = 9; // as Rookery's arena has them in the middle of a run

    private long lastNanos;
    private boolean isPlaying;

    @Override
    public void message(
            int opcode, byte[] bytes, int offset, int length, long nowNanos, SwarmSamples samples) {
        isPlaying = true;
        samples.snapshot(lastNanos, nowNanos);
        lastNanos = nowNanos;
    }

    @Override
    public int input(WireWriter out, long dueNanos, SwarmSamples samples) {
        for (int i = 0; i < INPUT_BYTES; i++) {
            out.u8(i);
        }
        return isPlaying ? BINARY : 0;
    }

    @Override
    public boolean isPlaying() {
        return isPlaying;
    }
}
