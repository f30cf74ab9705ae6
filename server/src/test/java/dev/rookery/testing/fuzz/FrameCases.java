package dev.rookery.testing.fuzz;

import static dev.rookery.server.transport.RawWebSocket.BINARY;
import static dev.rookery.server.transport.RawWebSocket.CLOSE;
import static dev.rookery.server.transport.RawWebSocket.CONTINUATION;
import static dev.rookery.server.transport.RawWebSocket.FIN;
import static dev.rookery.server.transport.RawWebSocket.PING;
import static dev.rookery.server.transport.RawWebSocket.PONG;
import static dev.rookery.server.transport.RawWebSocket.TEXT;
import static dev.rookery.server.transport.RawWebSocket.closePayload;
import static dev.rookery.server.transport.RawWebSocket.frame;
import static dev.rookery.server.transport.RawWebSocket.joined;
import static dev.rookery.testing.fuzz.FuzzCase.ENDED;
import static dev.rookery.testing.fuzz.FuzzCase.GOES_ON;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rookery.protocol.CloseCode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Frames of RFC 6455, legal in unusual ways, wrong in a way whose close code the RFC gives, or just spoilt.
final class FrameCases {
    private static final int PROTOCOL_ERROR = CloseCode.PROTOCOL_ERROR.code();
    private static final int BAD_TEXT = CloseCode.BAD_TEXT.code();
    private static final int TOO_LARGE = CloseCode.TOO_LARGE.code();
    private static final int MAX_MESSAGE_BYTES = 4096;
    private static final int MAX_FRAGMENTS = 16;
    private static final int NO_CODE = 1005;
    private static final byte[] NOTHING = {};
    private static final List<String> BAD_UTF8 = List.of(
            "c080", "c1bf", "eda080", "edbfbf", "f4908080", "f5808080", "80", "e282", "f09f98", "ff", "fe", "e28228", "c3");
    private static final int[] CODES_FOR_NOBODY = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535};

    /// Whatever a client may close with, for it is echoed.
    private static final int[] ANY_CODE = IntStream.concat(
                    IntStream.of(ENDED, GOES_ON, NO_CODE),
                    IntStream.range(1000, 5000).filter(code -> code != CloseCode.INTERNAL.code()))
            .toArray();

    private FrameCases() {}

    /// A whole message in one frame or several, with controls between them; the mask, the length's form and the cuts are
    /// drawn.
    static byte[] message(int opcode, byte[] payload, SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            return sound(FIN | opcode, payload, random);
        }
        int fragments = random.nextInt(1, MAX_FRAGMENTS + 1);
        byte[] all = NOTHING;
        int from = 0;
        for (int i = 0; i < fragments; i++) {
            boolean last = i == fragments - 1;
            int to = last ? payload.length : from + random.nextInt(payload.length - from + 1);
            int first = (last ? FIN : 0) | (i == 0 ? opcode : CONTINUATION);
            all = joined(all, sound(first, Arrays.copyOfRange(payload, from, to), random));
            if (!last && random.nextInt(20) == 0) {
                all = joined(all, control(random));
            }
            from = to;
        }
        return all;
    }

    /// A ping or pong.
    static byte[] control(SplittableRandom random) {
        return sound(FIN | (random.nextInt(4) == 0 ? PING : PONG), Damage.random(random, random.nextInt(126)), random);
    }

    /// A ping with these bytes.
    static byte[] ping(byte[] payload, SplittableRandom random) {
        return sound(FIN | PING, payload, random);
    }

    private static byte[] sound(int first, byte[] payload, SplittableRandom random) {
        int lengthBytes = payload.length <= 125 ? 0 : payload.length <= 0xFFFF ? 2 : 8;
        return frame(first, lengthBytes, payload.length, mask(random), payload);
    }

    private static byte[] mask(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> new byte[4];
            case 1 -> new byte[] {-1, -1, -1, -1};
            default -> Damage.random(random, 4);
        };
    }

    /// Something for which the RFC or our limits say exactly what follows.
    static FuzzCase wrong(SplittableRandom random) {
        byte[] some = Damage.random(random, random.nextInt(100));
        return switch (random.nextInt(15)) {
            case 0 -> error("unmasked", frame(FIN | TEXT, 0, some.length, null, some));
            case 1 -> error("reserved bit", sound(FIN | BINARY | 0x10 << random.nextInt(3), some, random));
            case 2 -> error("reserved opcode", sound(FIN | (random.nextBoolean() ? 3 : 11) + random.nextInt(5), some, random));
            case 3 -> error("control in fragments", sound(8 + random.nextInt(3), some, random));
            case 4 -> error(
                    "long control",
                    frame(FIN | (8 + random.nextInt(3)), 2, random.nextInt(65_536), mask(random), some));
            case 5 -> error("continuation of nothing", sound((random.nextBoolean() ? FIN : 0) | CONTINUATION, some, random));
            case 6 -> error("message within a message", joined(sound(TEXT, NOTHING, random), sound(FIN | BINARY, some, random)));
            case 7 -> error("length in too many bytes", frame(FIN | BINARY, 2, random.nextInt(126), mask(random), some));
            case 8 -> error(
                    "length in too many bytes",
                    frame(FIN | BINARY, 8, random.nextInt(65_536), mask(random), some));
            case 9 -> error("negative length", frame(FIN | TEXT, 8, Long.MIN_VALUE | random.nextLong(), mask(random), some));
            case 10 -> FuzzCase.of("too large", tooLarge(random), TOO_LARGE);
            case 11 -> FuzzCase.of("endless fragments", endless(random), TOO_LARGE);
            case 12 -> FuzzCase.of("bad text", message(TEXT, badText(random), random), BAD_TEXT);
            case 13 -> FuzzCase.of(
                    "close with bad text",
                    sound(FIN | CLOSE, joined(closePayload(1000, ""), badText(random)), random),
                    BAD_TEXT);
            default -> error("close with a code for nobody", sound(FIN | CLOSE, badClose(random), random));
        };
    }

    private static FuzzCase error(String what, byte[] bytes) {
        return FuzzCase.of(what, bytes, PROTOCOL_ERROR);
    }

    private static byte[] tooLarge(SplittableRandom random) {
        if (random.nextBoolean()) {
            int most = random.nextInt(MAX_MESSAGE_BYTES + 1);
            return joined(
                    sound(BINARY, new byte[most], random),
                    sound(FIN | CONTINUATION, new byte[MAX_MESSAGE_BYTES + 1 - most], random));
        }
        boolean wide = random.nextBoolean();
        long claimed = wide
                ? 65_536 + (random.nextLong() >>> random.nextInt(2, 46))
                : random.nextInt(MAX_MESSAGE_BYTES + 1, 65_536);
        return frame(FIN | BINARY, wide ? 8 : 2, claimed, mask(random), NOTHING);
    }

    private static byte[] endless(SplittableRandom random) {
        byte[] all = sound(TEXT, NOTHING, random);
        for (int i = random.nextInt(MAX_FRAGMENTS, 300); i > 0; i--) {
            all = joined(all, sound(CONTINUATION, new byte[random.nextInt(2)], random));
        }
        return all;
    }

    private static byte[] badText(SplittableRandom random) {
        byte[] bad = HexFormat.of().parseHex(JsonDraft.pick(BAD_UTF8, random));
        byte[] before = "{\"type\":\"chat\"".substring(0, random.nextInt(14)).getBytes(US_ASCII);
        return random.nextBoolean() ? joined(before, bad) : joined(before, bad, before, bad);
    }

    private static byte[] badClose(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? new byte[1]
                : closePayload(CODES_FOR_NOBODY[random.nextInt(CODES_FOR_NOBODY.length)], "bye");
    }

    /// An end by the client itself, which is answered with its own code.
    static FuzzCase goodbye(SplittableRandom random) {
        if (random.nextInt(5) == 0) {
            return FuzzCase.of("close without a code", sound(FIN | CLOSE, NOTHING, random), NO_CODE);
        }
        int code = switch (random.nextInt(4)) {
            case 0 -> 1000 + random.nextInt(4);
            case 1 -> 1007 + random.nextInt(8);
            default -> random.nextInt(3000, 5000);
        };
        byte[] payload = closePayload(code, "x".repeat(random.nextInt(124)));
        return FuzzCase.of("close", joined(sound(FIN | CLOSE, payload, random), Damage.random(random)), code);
    }

    /// Legal frames with bytes spoilt at random; a length may be among them, so that the client has to end.
    static FuzzCase spoilt(byte[] frames, SplittableRandom random) {
        return FuzzCase.of("spoilt frames", Damage.of(frames, random), ANY_CODE);
    }
}
