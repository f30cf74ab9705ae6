package dev.rookery.server.replication;

import dev.rookery.game.Angle;
import dev.rookery.game.Replicated;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.InputLayout;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A game's input record bound to its raw bits. Every bit pattern that passes [InputLayout#isLegal] makes a legal record:
/// NaN, infinities and values out of range cannot be expressed. Immutable, shared by all threads.
///
/// Records are made on the room's thread, when they are used: a record whose constructor throws is a fault of the game.
///
/// @param <I> the input record
public final class InputBinding<I extends Record> {
    private final Class<I> type;
    private final List<FieldSpec> fields;
    private final InputLayout layout;
    private final InputMaker maker;

    private InputBinding(Class<I> type, List<Class<?>> components, List<FieldSpec> fields) {
        this.type = type;
        this.fields = fields;
        this.layout = new InputLayout(fields);
        this.maker = InputMakerGenerator.generate(type, components, fields);
    }

    /// Binds the canonical constructor of `type`.
    ///
    /// @throws IllegalArgumentException with a sentence that names the component, if one has no range
    public static <I extends Record> InputBinding<I> bind(Class<I> type) {
        List<FieldSpec> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.add(FieldSpecs.ranged(
                    component.getName(),
                    component.getType(),
                    component.getAnnotation(Replicated.class),
                    component.getAnnotation(Angle.class),
                    Map.of()));
            if (fields.getLast().kind() == FieldKind.REFERENCE) {
                throw new IllegalArgumentException("An input names an entity by its id, an int: component=" + component);
            }
        }
        List<Class<?>> components = new ArrayList<>();
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).forEach(components::add);
        return new InputBinding<>(type, components, List.copyOf(fields));
    }

    public List<FieldSpec> fields() {
        return fields;
    }

    public InputLayout layout() {
        return layout;
    }

    /// The record that a packed input stands for.
    ///
    /// @param packed as [InputLayout] packs it, each value within its range, from index `at` on
    public I create(long[] packed, int at) {
        return type.cast(maker.make(packed, at));
    }
}
