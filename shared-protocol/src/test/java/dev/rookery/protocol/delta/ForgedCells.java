package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.DirectedKinds.kind;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.delta.Contexts.Context;
import dev.rookery.protocol.schema.CellGrid;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.protocol.wire.WireWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Frames of cells that no server writes, to the letter: what a view, a slice or an arrival must not say. A grid of two by
/// two, a rider in each cell.
final class ForgedCells {
    private static final CellView EVERYTHING = new CellView(0, 0, 2, 2);
    private static final int MORE = 1; // in the length of a slice: another byte follows
    private static final int LEFT = 3;
    private static final int RIGHT = 4;
    private static final int LOWER_RIGHT = 7;

    private final GameSchema schema = new GameSchema(
            "forged",
            30,
            5,
            new CellGrid(2, 2),
            List.of(
                    kind("sign", false, FieldSpec.scalar("text", 0, 3, 1)),
                    kind("rider", false, FieldSpec.linear("x", 0, 99, 1), FieldSpec.linear("y", 0, 99, 1))),
            List.of(),
            List.of());
    private final BackEnd backEnd;
    private final CellEncoder encoder;
    private final Contexts contexts = new CellCodec(schema).contexts();
    private final FrameRecorder recorder;

    private ForgedCells(BackEnd backEnd) {
        this.backEnd = backEnd;
        encoder = new CellEncoder(schema, backEnd);
        recorder = FrameRecorder.ofCells("forged", schema, backEnd);
        EntityRows rows = new EntityRows(schema);
        int[] homes = {0, 1, 2, 3, 4};
        for (int id = 0; id < homes.length; id++) {
            rows.spawn(id, id == 0 ? 0 : 1);
        }
        encoder.encode(rows, homes);
    }

    static ObjectNode vector(BackEnd backEnd) {
        return new ForgedCells(backEnd).forged();
    }

    private ObjectNode forged() {
        received(FrameError.CELL, EVERYTHING, frame(1, out -> view(out, 1, 0, 2, 2)));
        received(FrameError.CELL, EVERYTHING, frame(1, out -> view(out, 0, 1, 2, 2)));
        received(FrameError.CELL, EVERYTHING, frame(1, out -> view(out, 0, 0, 0, 1)));
        received(FrameError.CELL, EVERYTHING, frame(1, out -> view(out, -1, 0, 2, 2)));
        received(FrameError.TRUNCATED, EVERYTHING, frame(1, out -> out.u8(0)));
        received(FrameError.TRAILING, EVERYTHING, frame(1 << 6, _ -> {}));
        received(FrameError.TRAILING, EVERYTHING, frame(0, out -> out.u8(0)));
        // A base of some bytes that says that it has none.
        received(FrameError.TRUNCATED, EVERYTHING, frame(1 << 2, out -> {
            out.varint(1 << 1 | MORE);
            out.u8(CellSlices.KNOWN | CellSlices.QUIET);
            out.u8(0);
            out.varint(0);
        }));
        // Something behind a base, of a kind that there is not.
        received(FrameError.TRUNCATED, EVERYTHING, frame(1 << 2, out -> {
            out.varint(MORE);
            out.u8(CellSlices.KNOWN | CellSlices.FULL | CellSlices.QUIET);
            out.varint(0);
        }));
        // Arrivals behind the keyframe of a cell that is new in the view.
        received(FrameError.TRUNCATED, new CellView(0, 0, 1, 2), frame(1 | 1 << 3, out -> {
            view(out, 0, 0, 2, 2);
            out.varint(MORE);
            out.u8(CellSlices.KNOWN);
            out.varint(0);
        }));
        byte[] leaves = coded(writer -> {
            writer.unsigned(unsigned("cell despawn count"), 1);
            writer.unsigned(unsigned("cell despawn gap"), 0);
            writer.bit(bit("cell moves"), 1);
            writer.unsigned(unsigned("cell spawn count"), 0);
        });
        // Out of the world to a side, which is no way into another row; and from nowhere into no place.
        received(FrameError.CELL, EVERYTHING, frame(1 << 3 | 1 << 4, out -> {
            arrives(out, RIGHT);
            slice(out, leaves);
        }));
        received(FrameError.CELL, EVERYTHING, frame(1 << 3 | 1 << 4, out -> {
            slice(out, leaves);
            arrives(out, LEFT);
        }));
        received(FrameError.CELL, EVERYTHING, frame(1 << 1 | 1 << 2, out -> {
            arrives(out, LOWER_RIGHT);
            slice(out, leaves);
        }));
        // As it should be: into the second cell out of the third, which lies to its lower left.
        received(null, EVERYTHING, frame(1 << 3 | 1 << 4, out -> {
            arrives(out, 5);
            slice(out, leaves);
        }));
        return recorder.vector();
    }

    private void received(@Nullable FrameError error, CellView view, byte[] frame) {
        assertEquals(error, recorder.receivedAfter(CellVectorsTest.frame(encoder, null, view), frame, false));
    }

    private static byte[] frame(int presence, Consumer<WireWriter> rest) {
        WireWriter out = new WireWriter(64);
        out.u8(presence);
        rest.accept(out);
        return out.copy();
    }

    private static void view(WireWriter out, int column, int row, int columns, int rows) {
        out.varint(column);
        out.varint(row);
        out.varint(columns);
        out.varint(rows);
    }

    private static void slice(WireWriter out, byte[] base) {
        out.varint(base.length << 1);
        out.bytes(base, 0, base.length);
    }

    /// A slice in which the first of those who left the neighbour in that direction arrives, where it is predicted.
    private void arrives(WireWriter out, int direction) {
        byte[] arrivals = coded(writer -> {
            writer.unsigned(unsigned("cell arrival count"), 1);
            SpawnSyntax.tree(writer, bit("cell direction"), 3, direction);
            writer.unsigned(unsigned("cell entry"), 0);
            writer.bit(bit("changed", "rider") + 1, 0);
        });
        out.varint(MORE);
        out.u8(CellSlices.KNOWN | CellSlices.QUIET);
        out.varint(arrivals.length);
        out.bytes(arrivals, 0, arrivals.length);
    }

    private byte[] coded(Consumer<FrameWriter> values) {
        FrameWriter writer = DeltaEncoder.writer(backEnd, contexts);
        byte[] bytes = new byte[64];
        writer.begin(bytes, 0);
        values.accept(writer);
        return Arrays.copyOf(bytes, writer.finish());
    }

    private int unsigned(String element) {
        return number(contexts.unsigned, "room", element);
    }

    private int bit(String element) {
        return bit(element, "room");
    }

    private int bit(String element, String owner) {
        return number(contexts.bits, owner, element);
    }

    private static int number(List<Context> series, String owner, String element) {
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).name().equals(owner + ": " + element)) {
                return i;
            }
        }
        throw new AssertionError("No such context: " + owner + ": " + element);
    }
}
