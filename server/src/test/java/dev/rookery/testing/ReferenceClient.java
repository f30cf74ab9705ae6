package dev.rookery.testing;

import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.delta.FrameDecoder;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.PrivateIds;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.protocol.wire.WireReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads whole snapshot messages as `shared-protocol/README.md` lays them out, and knows what a client can know from them.
/// Strict: bytes that have no place in the layout are an [AssertionError]. Owned by the test's thread.
public final class ReferenceClient {
    private final GameSchema schema;
    private final FrameDecoder decoder;
    private final WireReader in = new WireReader();
    private final SortedMap<Integer, List<Double>> exact = new TreeMap<>();
    private final SortedMap<Integer, Hidden> hidden = new TreeMap<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Timing> timings = new ArrayList<>();

    /// An entity that this client alone is told of: its fields, then its owner fields, as numbers of the wire.
    public record Hidden(int kind, int generation, List<Double> values) {}

    /// An event; texts among its values are NaN.
    public record Told(String name, List<Double> values, boolean onlyMe) {}

    /// The way of a traced input through the server: the tick that used it, and microseconds in the input buffer, until its
    /// snapshot was encoded, and until that was written, or -1 if it never was.
    public record Timing(int sequence, int tick, int bufferMicros, int tickMicros, int outboxMicros) {}

    public ReferenceClient(GameSchema schema, BackEnd backEnd) {
        this.schema = schema;
        this.decoder = FrameDecoder.of(schema, backEnd);
    }

    /// A client that has read all that a recording link was sent.
    public static ReferenceClient of(RoomHarness<?> harness, FakeLink link) {
        ReferenceClient client = new ReferenceClient(harness.schema(), harness.backEnd());
        link.messages().forEach(client::read);
        return client;
    }

    /// What everybody sees.
    public EntityRows rows() {
        return decoder.rows();
    }

    /// Owner fields of what this client owns among them, by slot.
    public SortedMap<Integer, List<Double>> exact() {
        return exact;
    }

    /// What nobody else is told of, by id.
    public SortedMap<Integer, Hidden> hidden() {
        return hidden;
    }

    /// Events of the newest message, but for missed ones.
    public List<Told> told() {
        return told;
    }

    /// Traced inputs that the newest message told of.
    public List<Timing> timings() {
        return timings;
    }

    /// Takes the next message.
    public void read(byte[] message) {
        told.clear();
        timings.clear();
        in.wrap(message, 0, message.length);
        check(in.u8() == MessageType.SNAPSHOT, "type");
        int flags = in.u8();
        check(flags < SnapshotFlags.PRIVATE_ENTITIES * 2, "flags");
        if ((flags & SnapshotFlags.ACK) != 0) {
            in.varint();
            in.i8();
        }
        if ((flags & SnapshotFlags.TIMING) != 0) {
            readTimings();
        }
        byte @Nullable [] ownerBlock = (flags & SnapshotFlags.OWNER_BLOCK) != 0 ? block(message) : null;
        byte @Nullable [] hiddenBlock = (flags & SnapshotFlags.PRIVATE_ENTITIES) != 0 ? block(message) : null;
        if ((flags & SnapshotFlags.PRIVATE_EVENTS) != 0) {
            events(block(message), true);
        }
        if ((flags & SnapshotFlags.MISSED_EVENTS) != 0) {
            for (int ticks = in.varint(); ticks > 0; ticks--) {
                in.varint();
                block(message);
            }
        }
        boolean keyframe = frame(message);
        owned(ownerBlock, keyframe);
        if (keyframe || hiddenBlock != null) {
            hidden(hiddenBlock == null ? new byte[0] : hiddenBlock);
        }
    }

    private void readTimings() {
        for (int sequence = in.varint(); sequence != 0; sequence = in.varint()) {
            timings.add(new Timing(sequence, in.varint(), in.varint(), in.varint(), in.varint() - 1));
        }
    }

    private boolean frame(byte[] message) {
        int head = in.u8();
        boolean keyframe = (head & SnapshotFlags.KEYFRAME) != 0;
        if (keyframe) {
            in.varint();
        }
        if ((head & SnapshotFlags.SKIPPED) != 0) {
            in.varint();
        }
        if ((head & SnapshotFlags.EVENTS) != 0) {
            events(block(message), false);
        }
        boolean hashed = (head & SnapshotFlags.STATE_HASH) != 0;
        int hash = hashed ? in.u32() : 0;
        check(decoder.decode(message, in.position(), in.remaining(), keyframe) == null, "body");
        check(!hashed || hash == decoder.stateHash(), "state hash");
        return keyframe;
    }

    private void owned(byte @Nullable [] block, boolean keyframe) {
        if (keyframe || block != null) {
            exact.clear();
        }
        if (block == null) {
            return;
        }
        WireReader from = new WireReader().wrap(block, 0, block.length);
        int last = -1;
        for (int slot = from.varint() - 1; slot >= 0; slot = from.varint() - 1) {
            check(slot > last && slot < rows().end() && rows().kind(slot) >= 0, "slot of the owner block");
            exact.put(slot, values(schema.entities().get(rows().kind(slot)).ownerFields(), from));
            last = slot;
        }
        check(!from.failed() && from.remaining() == 0, "owner block");
    }

    private void hidden(byte[] block) {
        hidden.clear();
        WireReader from = new WireReader().wrap(block, 0, block.length);
        int id = PrivateIds.FIRST - 1;
        while (from.remaining() > 0) {
            int distance = from.varint();
            id += distance;
            int kind = from.varint();
            int generation = from.u8();
            check(distance > 0 && id <= PrivateIds.LAST && kind < schema.entities().size(), "entity of our own");
            EntitySpec spec = schema.entities().get(kind);
            check(spec.ownerOnly(), "kind of an entity of our own");
            List<FieldSpec> fields = new ArrayList<>(spec.fields());
            fields.addAll(spec.ownerFields());
            hidden.put(id, new Hidden(kind, generation, values(fields, from)));
        }
        check(!from.failed(), "block of entities of our own");
    }

    private void events(byte[] list, boolean onlyMe) {
        WireReader from = new WireReader().wrap(list, 0, list.length);
        for (int count = from.varint(); count > 0; count--) {
            var spec = schema.events().get(from.varint());
            told.add(new Told(spec.name(), values(spec.fields(), from), onlyMe));
        }
        check(!from.failed() && from.remaining() == 0, "events");
    }

    private static List<Double> values(List<FieldSpec> fields, WireReader from) {
        List<Double> values = new ArrayList<>();
        for (FieldSpec field : fields) {
            values.add(value(field, from));
        }
        return values;
    }

    private static double value(FieldSpec field, WireReader from) {
        return switch (field.kind()) {
            case STEPPED -> from.zigzag();
            case EXACT -> from.f64();
            case FLAG -> from.u8();
            case TEXT -> {
                from.text(FieldSpec.MAX_TEXT_BYTES);
                yield Double.NaN;
            }
            case SCALAR, LINEAR, ANGLE, ENUM, REFERENCE -> {
                int raw = from.varint();
                int levels = field.kind() == FieldKind.REFERENCE ? PrivateIds.LAST + 2 : field.levels();
                check(raw >= 0 && raw < levels, "value of " + field.name());
                yield raw;
            }
        };
    }

    private byte[] block(byte[] message) {
        int length = in.varint();
        int start = in.position();
        in.skip(length);
        check(!in.failed(), "length of a block");
        return Arrays.copyOfRange(message, start, start + length);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("The message is not laid out as it should be: " + what);
        }
    }
}
