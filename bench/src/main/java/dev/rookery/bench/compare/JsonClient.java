package dev.rookery.bench.compare;

import dev.rookery.bench.swarm.SwarmSamples;
import dev.rookery.protocol.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A client of the arena in JSON. It looks at the type of each message only: to parse a state would cost more than to serve it.
/// Owned by the swarm's thread.
final class JsonClient extends ArenaClient {
    private static final String STATE = "{\"type\":\"state\"";
    private static final String ACK = "{\"type\":\"ack\",\"seq\":";

    JsonClient(int number, boolean isMeasured) {
        super(number, isMeasured);
    }

    @Override
    public int greeting(WireWriter out) {
        return write(out, "{\"type\":\"hello\",\"measured\":" + isMeasured() + "}");
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
            state(nowNanos, samples);
        } else if (begin.startsWith(ACK)) {
            told(Integer.parseInt(begin.substring(ACK.length(), length - 1)));
        }
    }

    @Override
    int write(WireWriter out, int dx, int dy, int sequence) {
        return write(
                out,
                String.format(Locale.ROOT, "{\"type\":\"input\",\"dx\":%d,\"dy\":%d,\"seq\":%d}", dx, dy, sequence));
    }
}
