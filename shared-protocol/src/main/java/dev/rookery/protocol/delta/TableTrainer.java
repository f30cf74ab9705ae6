package dev.rookery.protocol.delta;

import dev.rookery.protocol.delta.Contexts.Context;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts what streams decide at each node, and makes a table for the range coder from it. Several streams, of one game
/// or of many, may be counted one after the other. For tools; owned by one thread.
///
/// A node gets a byte in the table only where that saves enough of the counted streams, so that the table stays a small
/// part of what a player is sent: first all contexts of a role together, then those of a kind that differ from them.
public final class TableTrainer {
    private static final double LEAST_BITS = 16; // that a byte must save, however little was counted
    private static final double BITS_PER_FRAME = 1.0 / 64; // likewise: a byte has paid for itself within 700 frames

    private static final int CELLS_IN_VIEW = 20; // whose frames together are one to whoever pays for the table

    private final Map<String, long[]> counts = new HashMap<>(); // by name: zeros and ones of each node
    private double frames; // counted

    /// An encoder whose deltas are counted from the second one on; what it writes is nothing.
    public DeltaEncoder stream(GameSchema schema, int ticksPerFrame) {
        return new DeltaEncoder(schema, ticksPerFrame, contexts -> new Counter(contexts, "", 1));
    }

    /// As [#stream], for a room with interest cells.
    ///
    /// @param alone whether only that is counted which no other room has
    public CellEncoder cells(GameSchema schema, boolean alone) {
        return new CellEncoder(schema, contexts -> new Counter(contexts, alone ? "cell " : "", alone ? 0 : 1.0 / CELLS_IN_VIEW));
    }

    /// A table for rooms of `schema`, whose streams were counted; it lies over the generic one.
    public CoderTable table(GameSchema schema) {
        return table(CoderTable.Scope.of(schema), CoderTable.GENERIC);
    }

    /// A table for any game, by role alone.
    public CoderTable tableForAnyGame() {
        return table(null, CoderTable.EVEN);
    }

    private CoderTable table(CoderTable.@Nullable Scope scope, CoderTable ground) {
        Map<String, long[]> byRole = new HashMap<>();
        counts.forEach((name, count) -> byRole.merge(role(name), count, TableTrainer::sum));
        SortedMap<String, byte[]> codes = new TreeMap<>();
        byRole.forEach((role, count) -> codes.put(role, worthwhile(count, ground.codesFor(role, role, count.length / 2))));
        if (scope == null) {
            return new CoderTable(Contexts.VERSION, null, codes);
        }
        CoderTable shared = new CoderTable(Contexts.VERSION, scope, new TreeMap<>(codes));
        counts.forEach((name, count) ->
                codes.put(name, worthwhile(count, shared.codesFor(name, role(name), count.length / 2))));
        return new CoderTable(Contexts.VERSION, scope, codes);
    }

    private static String role(String name) {
        return name.substring(name.indexOf(": ") + 2);
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = Arrays.copyOf(one, Math.max(one.length, other.length));
        for (int i = 0; i < other.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    private byte[] worthwhile(long[] count, byte[] without) {
        double least = Math.max(LEAST_BITS, frames * BITS_PER_FRAME);
        byte[] codes = new byte[without.length];
        for (int i = 0; i < codes.length; i++) {
            double zeros = count[i * 2];
            double ones = count[i * 2 + 1];
            byte code = Probability.code(ones + 0.4, zeros + 0.4);
            double saved = Probability.bits(without[i], ones, zeros) - Probability.bits(code, ones, zeros);
            codes[i] = saved >= least ? code : (byte) CoderTable.SILENT;
        }
        return codes;
    }

    /// Counts the decisions instead of writing them.
    private final class Counter extends BinaryCoder implements FrameWriter {
        private final long[][] nodes; // the counts that a node belongs to
        private final int[] indexes; // and where it is in them
        private final String elements;
        private final double frame; // share of a frame that one part of it is
        private boolean hasBegun;
        private boolean isCounting;

        /// @param elements beginning of the names of elements that are counted
        Counter(Contexts contexts, String elements, double frame) {
            super(contexts);
            this.frame = frame;
            this.elements = elements;
            nodes = new long[nodes(contexts)][];
            indexes = new int[nodes.length];
            int node = name(0, contexts.bits, 1);
            node = name(node, contexts.unsigned, UNSIGNED_NODES);
            name(node, contexts.signed, SIGNED_NODES);
        }

        private int name(int first, List<Context> series, int perContext) {
            for (Context context : series) {
                if (!context.element().startsWith(elements)) {
                    continue;
                }
                int needed = (context.index() + 1) * perContext * 2;
                counts.merge(context.name(), new long[needed], (old, grown) ->
                        old.length >= needed ? old : Arrays.copyOf(old, needed));
            }
            int node = first;
            for (Context context : series) {
                boolean isCounted = context.element().startsWith(elements);
                long[] count = isCounted ? counts.getOrDefault(context.name(), new long[0]) : uncounted(context, perContext);
                for (int i = 0; i < perContext; i++) {
                    indexes[node] = (context.index() * perContext + i) * 2;
                    nodes[node++] = count;
                }
            }
            return node;
        }

        private static long[] uncounted(Context context, int perContext) {
            return new long[(context.index() + 1) * perContext * 2];
        }

        @Override
        public void begin(byte[] target, int offset) {
            isCounting = hasBegun;
            hasBegun = true;
            frames += isCounting ? frame : 0;
        }

        @Override
        public int finish() {
            return 0;
        }

        @Override
        public double written() {
            return 0;
        }

        @Override
        int decide(int node, int value) {
            if (isCounting) {
                nodes[node][indexes[node] + value]++;
            }
            return value;
        }

        @Override
        int even(int bits, int value) {
            return value;
        }

        @Override
        public void fail(FrameError error) {
            throw new IllegalStateException("The rows do not fit the schema: error=" + error);
        }

        @Override
        public boolean failed() {
            return false;
        }
    }
}
