package dev.rookery.protocol.delta;

import dev.rookery.protocol.delta.Contexts.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Trained probabilities of the range coder, by name of the contexts: first those of a game's own kinds and fields
/// (`owner: element`), else those of all contexts that play the same role (`element`), else even. Immutable; part of the
/// format of a stream, so both ends must hold the same one: compare [#hash].
public final class CoderTable {
    /// No knowledge at all.
    public static final CoderTable EVEN = new CoderTable(new TreeMap<>());

    /// For a game that has none of its own: trained on rooms of two kinds, for contexts by role.
    public static final CoderTable GENERIC = generic();

    private final Map<String, byte[]> codes; // by name: a Probability for each node, contexts in order

    CoderTable(Map<String, byte[]> codes) {
        this.codes = codes;
    }

    private static CoderTable generic() {
        try (InputStream in = CoderTable.class.getResourceAsStream("generic.table")) {
            return parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As [#text] gives it. A line that is none is a programmer's error.
    public static CoderTable parse(String text) {
        Map<String, byte[]> codes = new TreeMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end);
            int space = line.indexOf(' ');
            codes.put(line.substring(space + 1), Base64.getDecoder().decode(line.substring(0, space)));
            start = end + 1;
        }
        return new CoderTable(codes);
    }

    /// A line for each name: the codes in base64, a space, the name.
    public String text() {
        StringBuilder text = new StringBuilder();
        codes.forEach((name, bytes) ->
                text.append(Base64.getEncoder().encodeToString(bytes)).append(' ').append(name).append('\n'));
        return text.toString();
    }

    /// Tells tables apart.
    public int hash() {
        CRC32C crc = new CRC32C();
        codes.forEach((name, bytes) -> {
            crc.update(name.getBytes(StandardCharsets.UTF_8));
            crc.update(bytes);
        });
        return (int) crc.getValue();
    }

    /// This table, and for what it does not name the other.
    public CoderTable over(CoderTable other) {
        Map<String, byte[]> both = new TreeMap<>(other.codes);
        both.putAll(codes);
        return new CoderTable(both);
    }

    /// Of a one at every node of these contexts, in 1/32768.
    int[] probabilities(Contexts contexts) {
        int[] probabilities = new int[BinaryCoder.nodes(contexts)];
        int node = fill(probabilities, 0, contexts.bits, 1);
        node = fill(probabilities, node, contexts.unsigned, BinaryCoder.UNSIGNED_NODES);
        fill(probabilities, node, contexts.signed, BinaryCoder.SIGNED_NODES);
        return probabilities;
    }

    private int fill(int[] probabilities, int first, List<Context> series, int nodes) {
        int node = first;
        for (Context context : series) {
            byte[] own = codes.get(context.owner() + ": " + context.element());
            byte[] known = own == null ? codes.get(context.element()) : own;
            for (int i = 0; i < nodes; i++) {
                int at = context.index() * nodes + i;
                boolean named = known != null && at < known.length;
                probabilities[node++] = Probability.of(known != null && named ? known[at] : Probability.EVEN);
            }
        }
        return node;
    }

    /// A copy of what is known of a name, or of its role.
    byte[] codesFor(String name, int length) {
        byte[] known = codes.get(name);
        if (known == null) {
            known = codes.getOrDefault(name.substring(name.indexOf(": ") < 0 ? 0 : name.indexOf(": ") + 2), new byte[0]);
        }
        byte[] copy = Arrays.copyOf(known, length);
        Arrays.fill(copy, Math.min(known.length, length), length, Probability.EVEN);
        return copy;
    }

    /// Drops what says no more than its absence would.
    static byte[] trimmed(byte[] codes) {
        int length = codes.length;
        while (length > 0 && codes[length - 1] == Probability.EVEN) {
            length--;
        }
        return Arrays.copyOf(codes, length);
    }
}
