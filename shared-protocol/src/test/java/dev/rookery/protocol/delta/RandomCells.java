package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.CellGrid;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.GameSchema;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A random world cut into cells, and views that wander over it: the same seed, the same course.
final class RandomCells {
    final GameSchema schema;
    final RandomWorld world;
    final int[] homes;
    private final RandomGenerator random;
    private final int[][] positions; // by kind: its first two linear fields, or none
    private final double restlessness; // chance that an entity is thrown into any cell

    RandomCells(RandomGenerator random) {
        this.random = random;
        GameSchema plain = RandomWorld.randomSchema(random);
        CellGrid grid = new CellGrid(random.nextInt(1, 7), random.nextInt(1, 7));
        schema = new GameSchema(
                plain.game(), plain.tickRateHz(), plain.maxEntities(), grid, plain.entities(), List.of(), List.of());
        world = new RandomWorld(random, schema);
        homes = new int[schema.maxEntities()];
        restlessness = random.nextBoolean() ? 0 : 0.1 * random.nextDouble();
        positions = schema.entities().stream().map(RandomCells::positionOf).toArray(int[][]::new);
    }

    private static int[] positionOf(EntitySpec kind) {
        int[] linear = IntStream.range(0, kind.fields().size())
                .filter(i -> kind.fields().get(i).kind() == FieldKind.LINEAR)
                .toArray();
        return linear.length < 2 ? new int[0] : linear;
    }

    void tick() {
        world.tick();
        for (int id = 0; id < world.rows.end(); id++) {
            int kind = world.rows.kind(id);
            if (kind >= 0) {
                homes[id] = positions[kind].length == 0
                        ? 0
                        : random.nextDouble() < restlessness
                                ? random.nextInt(1 + schema.cells().count())
                                : cell(id, kind);
            }
        }
    }

    private int cell(int id, int kind) {
        int column = place(id, kind, 0, schema.cells().columns());
        return 1 + place(id, kind, 1, schema.cells().rows()) * schema.cells().columns() + column;
    }

    private int place(int id, int kind, int axis, int count) {
        int field = positions[kind][axis];
        long levels = schema.entities().get(kind).fields().get(field).levels();
        return (int) (world.rows.value(id, field) * (long) count / levels);
    }

    CellView randomView() {
        int columns = random.nextInt(1, schema.cells().columns() + 1);
        int rows = random.nextInt(1, schema.cells().rows() + 1);
        return new CellView(
                random.nextInt(schema.cells().columns() - columns + 1),
                random.nextInt(schema.cells().rows() - rows + 1),
                columns,
                rows);
    }

    /// A view one step further, or the same.
    CellView moved(CellView view) {
        CellView next = new CellView(
                view.column() + random.nextInt(-1, 2),
                view.row() + random.nextInt(-1, 2),
                view.columns() + random.nextInt(-1, 2),
                view.rows() + random.nextInt(-1, 2));
        return next.fits(schema.cells()) ? next : view;
    }

    /// What somebody with that view must know: by id, nothing else.
    EntityRows expected(CellView view) {
        EntityRows expected = new EntityRows(schema);
        for (int id = 0; id < world.rows.end(); id++) {
            if (world.rows.kind(id) >= 0 && view.has(homes[id], schema.cells())) {
                expected.spawn(id, world.rows.kind(id));
                for (int field = 0; field < expected.stride; field++) {
                    expected.set(id, field, world.rows.value(id, field));
                }
            }
        }
        return expected;
    }
}
