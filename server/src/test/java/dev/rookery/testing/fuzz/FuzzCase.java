package dev.rookery.testing.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.IntStream;

/// Something to send, and every way in which the server may take it. Immutable; the bytes are not to be changed.
///
/// Outcomes are close codes, HTTP statuses, and the three names below.
public final class FuzzCase {
    /// The connection goes on.
    public static final int GOES_ON = 0;

    /// A seat was given.
    public static final int WELCOMED = 1;

    /// The stream ended without a close frame or without an answer, which only a client's own end excuses.
    public static final int ENDED = 2;

    private static final int SHOWN_BYTES = 600;

    private final String what;
    private final byte[] bytes;
    private final Set<Integer> allowed;

    private FuzzCase(String what, byte[] bytes, Set<Integer> allowed) {
        this.what = what;
        this.bytes = bytes;
        this.allowed = allowed;
    }

    static FuzzCase of(String what, byte[] bytes, int... allowed) {
        return new FuzzCase(what, bytes, Set.copyOf(IntStream.of(allowed).boxed().toList()));
    }

    byte[] bytes() {
        return bytes;
    }

    boolean allows(int outcome) {
        return allowed.contains(outcome);
    }

    /// In words and bytes, for whoever has to find out why.
    @Override
    public String toString() {
        int shown = Math.min(bytes.length, SHOWN_BYTES);
        String text = new String(bytes, 0, shown, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
        return what + " allowed=" + allowed + " bytes=" + bytes.length + " hex="
                + HexFormat.of().formatHex(bytes, 0, shown) + " text=" + text;
    }
}
