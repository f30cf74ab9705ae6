package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.List;

/// Kinds that several directed vectors share.
final class DirectedKinds {
    static final int LAST_X = 65_535;

    static final EntitySpec DISC = new EntitySpec(
            "disc",
            List.of(
                    FieldSpec.linear("x", 0, LAST_X, 1),
                    FieldSpec.linear("y", 0, LAST_X, 1),
                    FieldSpec.angle("heading", 10)),
            List.of(),
            false);

    static final EntitySpec BOLT = new EntitySpec(
            "bolt",
            List.of(FieldSpec.linear("x", 0, LAST_X, 1), FieldSpec.linear("y", 0, LAST_X, 1)),
            List.of(),
            true);

    static final EntitySpec ROCKET = new EntitySpec(
            "rocket",
            List.of(
                    FieldSpec.linear("x", 0, LAST_X, 1),
                    FieldSpec.linear("y", 0, LAST_X, 1),
                    FieldSpec.angle("heading", 10),
                    FieldSpec.symbol("type", List.of("small", "large")),
                    FieldSpec.reference("owner")),
            List.of(),
            true);

    private DirectedKinds() {}

    static EntitySpec kind(String name, boolean ballistic, FieldSpec... fields) {
        return new EntitySpec(name, List.of(fields), List.of(), ballistic);
    }

    static GameSchema schema(int capacity, EntitySpec... kinds) {
        return new GameSchema("directed", 30, capacity, List.of(kinds), List.of(), List.of());
    }
}
