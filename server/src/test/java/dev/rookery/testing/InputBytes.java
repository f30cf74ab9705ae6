package dev.rookery.testing;

import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.InputBinding;
import java.lang.reflect.RecordComponent;
import java.util.List;

/// A game's inputs as bytes, as a client would send them. Owned by the test's thread.
public final class InputBytes {
    private final InputBinding<?> binding;
    private final WireWriter out = new WireWriter(16);
    private final WireReader in = new WireReader();

    public InputBytes(InputBinding<?> binding) {
        this.binding = binding;
    }

    /// The input nearest to it that can be sent; valid until the next call.
    public WireReader of(Record input) {
        List<FieldSpec> fields = binding.fields();
        RecordComponent[] components = input.getClass().getRecordComponents();
        int[] values = new int[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).quantise(number(input, components[i]));
        }
        out.clear();
        binding.layout().write(values, out);
        return in.wrap(out.bytes(), 0, out.length());
    }

    private static double number(Record input, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return switch (component.getAccessor().invoke(input)) {
                case Number number -> number.doubleValue();
                case Boolean flag -> flag ? 1 : 0;
                case Enum<?> symbol -> symbol.ordinal();
                case null, default -> throw new IllegalArgumentException("No input has such a component: " + component);
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component + ".", e);
        }
    }
}
