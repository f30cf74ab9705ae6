package dev.rookery.bench.compare;

import dev.rookery.bench.swarm.SwarmClient;
import dev.rookery.bench.swarm.SwarmSamples;
import dev.rookery.protocol.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/// A client of the arena in JSON. It looks at the type of each message only: to parse a state would cost more than to serve it.
/// Owned by the swarm's thread.
final class JsonClient implements SwarmClient {
    private static final int HELD_INPUTS = 10; // before it steers elsewhere
    private static final String STATE = "{\"type\":\"state\"";
    private static final String ACK = "{\"type\":\"ack\",\"seq\":";

    private final FollowedInput followed = new FollowedInput();
    private final SplittableRandom random;
    private final boolean isMeasured;
    private long lastNanos;
    private boolean isPlaying;
    private int sequence;
    private int dx;
    private int dy;

    /// @param isMeasured whether the server tells it which inputs it has used
    JsonClient(int number, boolean isMeasured) {
        random = new SplittableRandom(number);
        this.isMeasured = isMeasured;
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public String protocol() {
        return "";
    }

    @Override
    public int greeting(WireWriter out) {
        return write(out, "{\"type\":\"hello\",\"measured\":" + isMeasured + "}");
    }

    private static int write(WireWriter out, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        out.bytes(bytes, 0, bytes.length);
        return TEXT;
    }

    @Override
    public void message(int opcode, byte[] bytes, int offset, int length, long nowNanos, SwarmSamples samples) {
        String begin = new String(bytes, offset, Math.min(length, 40), StandardCharsets.US_ASCII);
        if (begin.startsWith(STATE)) {
            isPlaying = true;
            samples.snapshot(lastNanos, nowNanos);
            lastNanos = nowNanos;
            followed.state(nowNanos, samples);
        } else if (begin.startsWith(ACK)) {
            followed.told(Integer.parseInt(begin.substring(ACK.length(), length - 1)));
        }
    }

    @Override
    public int reply(WireWriter out) {
        return 0;
    }

    @Override
    public int input(WireWriter out, long dueNanos, SwarmSamples samples) {
        if (!isPlaying) {
            return 0;
        }
        if (++sequence % HELD_INPUTS == 1) {
            dx = random.nextInt(3) - 1;
            dy = random.nextInt(3) - 1;
        }
        if (isMeasured) {
            followed.sent(sequence, dueNanos);
        }
        return write(
                out,
                String.format(Locale.ROOT, "{\"type\":\"input\",\"dx\":%d,\"dy\":%d,\"seq\":%d}", dx, dy, sequence));
    }

    @Override
    public boolean isPlaying() {
        return isPlaying;
    }

    @Override
    public void ended(long nowNanos, SwarmSamples samples) {
        followed.ended(nowNanos, samples);
    }
}
