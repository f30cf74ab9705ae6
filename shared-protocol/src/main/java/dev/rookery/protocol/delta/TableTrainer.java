package dev.rookery.protocol.delta;

import dev.rookery.protocol.delta.Contexts.Context;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts what streams decide at each node, and makes a table for the range coder from it. Several streams, of one game
/// or of many, may be counted one after the other. For tools.
public final class TableTrainer {
    private static final int ENOUGH = 16; // decisions at a node before its count is believed

    private final Map<String, long[]> counts = new HashMap<>(); // by name: zeros and ones of each node
    private final boolean byKind;

    /// @param byKind whether each kind and field gets contexts of its own; otherwise all that play the same role share
    ///     them, which makes a table for any game
    public TableTrainer(boolean byKind) {
        this.byKind = byKind;
    }

    /// An encoder whose deltas are counted from the second one on; what it writes is nothing.
    public DeltaEncoder stream(GameSchema schema, int ticksPerFrame) {
        return new DeltaEncoder(schema, ticksPerFrame, contexts -> new Counter(contexts));
    }

    /// The table of what has been counted; what was hardly seen falls back on the other table.
    public CoderTable table(CoderTable fallback) {
        Map<String, byte[]> codes = new TreeMap<>();
        counts.forEach((name, count) -> {
            byte[] known = fallback.codesFor(name, count.length / 2);
            for (int i = 0; i < known.length; i++) {
                if (count[i * 2] + count[i * 2 + 1] >= ENOUGH) {
                    known[i] = Probability.code(count[i * 2 + 1] + 0.4, count[i * 2] + 0.4);
                }
            }
            codes.put(name, CoderTable.trimmed(known));
        });
        return new CoderTable(codes).over(fallback);
    }

    /// Counts the decisions instead of writing them.
    private final class Counter extends BinaryCoder implements FrameWriter {
        private final long[][] nodes; // the counts that a node belongs to
        private final int[] indexes; // and where it is in them
        private int frames;

        Counter(Contexts contexts) {
            super(contexts);
            nodes = new long[nodes(contexts)][];
            indexes = new int[nodes.length];
            int node = name(0, contexts.bits, 1);
            node = name(node, contexts.unsigned, UNSIGNED_NODES);
            name(node, contexts.signed, SIGNED_NODES);
        }

        private int name(int first, List<Context> series, int perContext) {
            int node = first;
            for (Context context : series) {
                String name = byKind ? context.owner() + ": " + context.element() : context.element();
                int needed = (context.index() + 1) * perContext * 2;
                counts.merge(name, new long[needed], (old, grown) ->
                        old.length >= needed ? old : Arrays.copyOf(old, needed));
                for (int i = 0; i < perContext; i++) {
                    indexes[node++] = (context.index() * perContext + i) * 2;
                }
            }
            node = first;
            for (Context context : series) {
                String name = byKind ? context.owner() + ": " + context.element() : context.element();
                for (int i = 0; i < perContext; i++) {
                    nodes[node++] = counts.getOrDefault(name, new long[0]);
                }
            }
            return node;
        }

        @Override
        public void begin(byte[] target, int offset) {
            frames++;
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
            if (frames > 1) {
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
