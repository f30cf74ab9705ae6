package dev.rookery.protocol.delta;

import dev.rookery.protocol.delta.Contexts.Context;
import dev.rookery.protocol.schema.GameSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Trained probabilities of the range coder, by name of the contexts: first those of a kind's or field's own contexts
/// (`owner: element`), then those of all contexts that play the same role (`element`), then, in a game's table, those of
/// the generic one, at last even. Immutable; part of the format of a stream, so both ends must hold the same one:
/// compare [#hash]. Its text, which is also the file's, is described in the module's README.
public final class CoderTable {
    /// A node about which a table says nothing.
    static final int SILENT = 255;

    private static final int LAST_CODE = 136; // greater bytes: so many nodes are silent
    private static final int LONGEST_RUN = 255 - LAST_CODE;
    private static final Pattern HEADER = Pattern.compile(
            "rookery-table 1 contexts=(\\d{1,9})(?: game=(\\S+) tickRateHz=(\\d{1,3}) rows=(-?\\d{1,10}) generic=(-?\\d{1,10}))?");

    /// No knowledge at all.
    public static final CoderTable EVEN = new CoderTable(Contexts.VERSION, null, new TreeMap<>());

    /// For a game that has none of its own: trained on rooms of two kinds, for contexts by role.
    public static final CoderTable GENERIC = generic();

    /// What a game's table was trained for.
    ///
    /// @param rows the schema's [GameSchema#rowsFingerprint]
    /// @param generic hash of the generic table that says what this one does not
    record Scope(String game, int tickRateHz, int rows, int generic) {
        static Scope of(GameSchema schema) {
            return new Scope(schema.game(), schema.tickRateHz(), schema.rowsFingerprint(), GENERIC.hash());
        }
    }

    private final int version;
    private final @Nullable Scope scope; // null: for any game, and nothing lies beneath
    private final SortedMap<String, byte[]> codes; // by name: a Probability for each node or SILENT, contexts in order
    private final String text;
    private final int hash;

    CoderTable(int version, @Nullable Scope scope, SortedMap<String, byte[]> codes) {
        this.version = version;
        this.scope = scope;
        this.codes = codes;
        this.text = text(version, scope, codes);
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        this.hash = (int) crc.getValue();
    }

    private static CoderTable generic() {
        try (InputStream in = CoderTable.class.getResourceAsStream("generic.table")) {
            return parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As [#text] gives it; line ends may be those of any system. Whether it is of use for a game, [#misfit] says.
    ///
    /// @throws IllegalArgumentException with a sentence if it is no table
    public static CoderTable parse(String text) {
        List<String> lines = text.lines().toList();
        Matcher header = HEADER.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!header.matches()) {
            throw new IllegalArgumentException("A table begins with a line such as rookery-table 1 contexts="
                    + Contexts.VERSION + ": it=" + (lines.isEmpty() ? "nothing" : lines.getFirst()));
        }
        SortedMap<String, byte[]> codes = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            if (space < 0 || codes.containsKey(line.substring(space + 1))) {
                throw new IllegalArgumentException("A table's line is codes in base64, a space, a name of its own: line=" + line);
            }
            codes.put(line.substring(space + 1), unpacked(Base64.getDecoder().decode(line.substring(0, space))));
        }
        Scope scope = header.group(2) == null
                ? null
                : new Scope(
                        header.group(2),
                        Integer.parseInt(header.group(3)),
                        Integer.parseInt(header.group(4)),
                        Integer.parseInt(header.group(5)));
        return new CoderTable(Integer.parseInt(header.group(1)), scope, codes);
    }

    /// A table of the same probabilities that needs no other beneath it: what a client is sent.
    public CoderTable flattened() {
        if (scope == null) {
            return this;
        }
        SortedMap<String, byte[]> all = new TreeMap<>(GENERIC.codes);
        codes.forEach((name, own) -> all.merge(name, own, CoderTable::over));
        return new CoderTable(version, null, all);
    }

    private static byte[] over(byte[] beneath, byte[] own) {
        byte[] codes = Arrays.copyOf(own, Math.max(own.length, beneath.length));
        for (int at = 0; at < codes.length; at++) {
            if (at >= own.length || (own[at] & 0xFF) == SILENT) {
                codes[at] = at < beneath.length ? beneath[at] : (byte) SILENT;
            }
        }
        return codes;
    }

    /// What a client is sent and a file holds.
    public String text() {
        return text;
    }

    /// Tells tables apart: CRC-32C of [#text] in UTF-8.
    public int hash() {
        return hash;
    }

    /// Version of the contexts that the table names.
    public int version() {
        return version;
    }

    /// Why this table is of no use for rooms of `schema`, in a sentence; null if it fits.
    public @Nullable String misfit(GameSchema schema) {
        if (version != Contexts.VERSION) {
            return "The table names contexts of version " + version + ", the codec has version " + Contexts.VERSION + ".";
        }
        if (scope == null) {
            return null;
        }
        if (!scope.game.equals(schema.game()) || scope.tickRateHz != schema.tickRateHz()) {
            return "The table was trained for " + scope.game + " at " + scope.tickRateHz + " Hz, not for " + schema.game()
                    + " at " + schema.tickRateHz() + " Hz.";
        }
        if (scope.rows != schema.rowsFingerprint()) {
            return "The entities of " + schema.game() + " have changed since its table was trained.";
        }
        return scope.generic == GENERIC.hash() ? null : "The table lies over another generic one.";
    }

    private static String text(int version, @Nullable Scope scope, SortedMap<String, byte[]> codes) {
        StringBuilder text = new StringBuilder("rookery-table 1 contexts=").append(version);
        if (scope != null) {
            text.append(" game=").append(scope.game).append(" tickRateHz=").append(scope.tickRateHz);
            text.append(" rows=").append(scope.rows).append(" generic=").append(scope.generic);
        }
        text.append('\n');
        codes.forEach((name, bytes) -> {
            byte[] packed = packed(bytes);
            if (packed.length > 0) {
                text.append(Base64.getEncoder().encodeToString(packed)).append(' ').append(name).append('\n');
            }
        });
        return text.toString();
    }

    /// Runs of silent nodes as a byte each, none at the end.
    private static byte[] packed(byte[] codes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int silent = 0;
        for (byte code : codes) {
            if ((code & 0xFF) == SILENT) {
                silent++;
                continue;
            }
            for (; silent > 0; silent -= Math.min(silent, LONGEST_RUN)) {
                packed.write(LAST_CODE + Math.min(silent, LONGEST_RUN));
            }
            packed.write(code);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) {
        ByteArrayOutputStream codes = new ByteArrayOutputStream();
        for (byte next : packed) {
            int code = next & 0xFF;
            for (int silent = code - LAST_CODE; silent > 0; silent--) {
                codes.write(SILENT);
            }
            if (code <= LAST_CODE) {
                codes.write(code);
            }
        }
        return codes.toByteArray();
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
            List<byte[]> known = known(context.name(), context.element());
            for (int i = 0; i < nodes; i++) {
                probabilities[node++] = Probability.of(code(known, context.index() * nodes + i));
            }
        }
        return node;
    }

    /// What is known of a context, the best first.
    private List<byte[]> known(String name, String element) {
        List<byte[]> known = new ArrayList<>();
        byte[] own = codes.get(name);
        if (own != null) {
            known.add(own);
        }
        byte[] alike = codes.get(element);
        if (alike != null) {
            known.add(alike);
        }
        if (scope != null) {
            known.addAll(GENERIC.known(name, element));
        }
        return known;
    }

    private static byte code(List<byte[]> known, int at) {
        for (byte[] codes : known) {
            if (at < codes.length && (codes[at] & 0xFF) != SILENT) {
                return codes[at];
            }
        }
        return Probability.EVEN;
    }

    /// What the table says of the first nodes of a name, no node silent.
    byte[] codesFor(String name, String element, int length) {
        List<byte[]> known = known(name, element);
        byte[] codes = new byte[length];
        for (int at = 0; at < length; at++) {
            codes[at] = code(known, at);
        }
        return codes;
    }
}
