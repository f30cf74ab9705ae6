package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.List;
import java.util.SplittableRandom;

/// A schema with the usual fields, and a table trained on one random world of it.
record TrainedWorld(GameSchema schema, CoderTable table) {
    private static final int TICKS = 600;

    static final GameSchema SCHEMA = schemaOf(40, 100);

    static TrainedWorld of(long seed) {
        TableTrainer trainer = new TableTrainer();
        TrainedWorld untrained = new TrainedWorld(SCHEMA, CoderTable.GENERIC);
        RandomWorld world = untrained.world(seed);
        DeltaEncoder counted = trainer.stream(SCHEMA, 1);
        for (int tick = 0; tick < TICKS; tick++) {
            world.tick();
            counted.delta(world.rows, new byte[0], 0);
        }
        return new TrainedWorld(SCHEMA, trainer.table(SCHEMA));
    }

    /// The same each time for the same seed.
    RandomWorld world(long seed) {
        return new RandomWorld(new SplittableRandom(seed), schema, 0.15);
    }

    /// Two kinds: one with everything, one that flies straight.
    static GameSchema schemaOf(int maxEntities, int health) {
        EntitySpec ship = new EntitySpec(
                "ship",
                List.of(
                        FieldSpec.linear("x", 0, 4095, 1),
                        FieldSpec.linear("y", 0, 4095, 1),
                        FieldSpec.angle("aim", 8),
                        FieldSpec.scalar("health", 0, health, 1),
                        FieldSpec.symbol("weapon", List.of("BOLT", "RAIL", "NONE")),
                        FieldSpec.flag("shield")),
                List.of(),
                false);
        EntitySpec bolt = new EntitySpec(
                "bolt",
                List.of(FieldSpec.linear("x", 0, 4095, 1), FieldSpec.linear("y", 0, 4095, 1), FieldSpec.reference("owner")),
                List.of(),
                true);
        return new GameSchema("trained", 30, maxEntities, List.of(ship, bolt), List.of(), List.of());
    }
}
