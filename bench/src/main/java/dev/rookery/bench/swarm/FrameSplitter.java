package dev.rookery.bench.swarm;

import java.util.Arrays;

/// Cuts the bytes of one WebSocket into frames, however they come in; a server's frames, unmasked and whole. Owned by one
/// thread, but many connections take turns: what is left of the last frame is kept here, the rest in the caller's buffer.
public final class FrameSplitter {
    private static final byte[] NOTHING = {};
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_PAYLOAD = 1 << 24;

    private byte[] left = NOTHING;

    /// Takes one frame; its bytes are only good during the call.
    public interface Sink {
        /// @param opcode of RFC 6455
        void frame(int opcode, byte[] bytes, int offset, int length);
    }

    /// What waits for its other half, to be put before the bytes that come next.
    public byte[] takeLeft() {
        byte[] taken = left;
        left = NOTHING;
        return taken;
    }

    /// Cuts `bytes` up to `end` and keeps what is no whole frame yet.
    ///
    /// @return false if these are not frames that a server sends
    public boolean split(byte[] bytes, int end, Sink sink) {
        int at = 0;
        while (end - at >= 2) {
            int first = bytes[at] & 0xFF;
            int second = bytes[at + 1] & 0xFF;
            int head = second < 126 ? 2 : second == 126 ? 4 : 10;
            if ((first & FIN) == 0 || second >= MASKED) {
                return false;
            }
            if (end - at < head) {
                break;
            }
            long length = length(bytes, at, second);
            if (length < 0 || length > MAX_PAYLOAD) {
                return false;
            }
            if (end - at - head < length) {
                break;
            }
            sink.frame(first & 0xF, bytes, at + head, (int) length);
            at += head + (int) length;
        }
        left = at == end ? NOTHING : Arrays.copyOfRange(bytes, at, end);
        return true;
    }

    private static long length(byte[] bytes, int at, int second) {
        if (second < 126) {
            return second;
        }
        long length = 0;
        for (int i = 2; i < (second == 126 ? 4 : 10); i++) {
            length = (length << 8) | (bytes[at + i] & 0xFF);
        }
        return length;
    }
}
