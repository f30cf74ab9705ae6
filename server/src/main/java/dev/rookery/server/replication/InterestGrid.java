package dev.rookery.server.replication;

import dev.rookery.game.Interest;
import dev.rookery.protocol.delta.CellView;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.schema.CellGrid;
import dev.rookery.protocol.schema.FieldSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The geometry of interest: which cell an entity belongs to, and which cells a view needs. Both wait an eighth of a cell
/// before they change their mind, so that nothing that moves along a border is told again and again. Immutable, shared by
/// all rooms of a game.
public final class InterestGrid {
    private static final double HYSTERESIS = 1 / 8.0; // cells; wire.md 10

    private final double cell; // world units, as all here
    private final double left;
    private final double top;
    private final double halfWidth;
    private final double halfHeight;
    private final CellGrid grid;
    private final int[] fieldX; // by kind: its place among the row's fields, -1 where the kind has none
    private final int[] fieldY;
    private final double[] minX; // by kind
    private final double[] minY;
    private final double[] stepX;
    private final double[] stepY;

    /// @throws IllegalArgumentException with a sentence, where no kind has a place, or the cells are too many or too few
    InterestGrid(String game, Interest interest, List<EntityBinding> kinds) {
        cell = interest.cell();
        halfWidth = interest.viewWidth() / 2 + cell * HYSTERESIS;
        halfHeight = interest.viewHeight() / 2 + cell * HYSTERESIS;
        int count = kinds.size();
        fieldX = new int[count];
        fieldY = new int[count];
        minX = new double[count];
        minY = new double[count];
        stepX = new double[count];
        stepY = new double[count];
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int kind = 0; kind < count; kind++) {
            EntityBinding binding = kinds.get(kind);
            boolean hasPlace = binding.positionY() >= 0 && !binding.isOwnerOnly();
            fieldX[kind] = hasPlace ? binding.positionX() : -1;
            fieldY[kind] = hasPlace ? binding.positionY() : -1;
            if (hasPlace) {
                FieldSpec x = binding.spec().fields().get(binding.positionX());
                FieldSpec y = binding.spec().fields().get(binding.positionY());
                minX[kind] = x.min();
                minY[kind] = y.min();
                stepX[kind] = x.step();
                stepY[kind] = y.step();
                low[0] = Math.min(low[0], x.min());
                low[1] = Math.min(low[1], y.min());
                high[0] = Math.max(high[0], x.max());
                high[1] = Math.max(high[1], y.max());
            }
        }
        if (!(low[0] < high[0])) {
            throw new IllegalArgumentException(
                    "Interest needs entities with a place, that is two smooth fields: game=" + game);
        }
        left = low[0];
        top = low[1];
        grid = new CellGrid((int) Math.ceil((high[0] - left) / cell), (int) Math.ceil((high[1] - top) / cell));
        long most = (long) across(halfWidth) * across(halfHeight);
        if (most > CellView.MAX_CELLS) {
            throw new IllegalArgumentException("A view has at most " + CellView.MAX_CELLS
                    + " cells: choose larger cells or a smaller view: game=" + game + " cells=" + most);
        }
    }

    private int across(double half) {
        return (int) Math.ceil(2 * half / cell + HYSTERESIS) + 1;
    }

    /// Whether a view has that stream.
    boolean sees(CellView view, int stream) {
        return view.has(stream, grid);
    }

    /// Of the world, in world units.
    double middleX() {
        return left + grid.columns() * cell / 2;
    }

    double middleY() {
        return top + grid.rows() * cell / 2;
    }

    CellGrid cells() {
        return grid;
    }

    /// World units of a kind that has a place; NaN otherwise.
    double x(EntityRows rows, int id) {
        int kind = rows.kind(id);
        return fieldX[kind] < 0 ? Double.NaN : minX[kind] + rows.value(id, fieldX[kind]) * stepX[kind];
    }

    double y(EntityRows rows, int id) {
        int kind = rows.kind(id);
        return fieldY[kind] < 0 ? Double.NaN : minY[kind] + rows.value(id, fieldY[kind]) * stepY[kind];
    }

    /// The stream of an entity: 0 for what has no place, else 1 + its cell.
    ///
    /// @param before the stream that it was in, 0 if it is new
    int home(EntityRows rows, int id, int before) {
        if (fieldX[rows.kind(id)] < 0) {
            return 0;
        }
        double across = (x(rows, id) - left) / cell;
        double down = (y(rows, id) - top) / cell;
        if (before > 0) {
            int column = (before - 1) % grid.columns();
            int row = (before - 1) / grid.columns();
            if (across >= column - HYSTERESIS
                    && across < column + 1 + HYSTERESIS
                    && down >= row - HYSTERESIS
                    && down < row + 1 + HYSTERESIS) {
                return before;
            }
        }
        return 1 + row(down) * grid.columns() + column(across);
    }

    /// The stream of what lies at a place.
    int streamAt(double x, double y) {
        return 1 + row((y - top) / cell) * grid.columns() + column((x - left) / cell);
    }

    private int column(double across) {
        return (int) Math.clamp(Math.floor(across), 0, grid.columns() - 1);
    }

    private int row(double down) {
        return (int) Math.clamp(Math.floor(down), 0, grid.rows() - 1);
    }

    /// The cells that somebody who looks at a point needs; those of `before` as long as they are all of these and none is
    /// too many.
    CellView view(double x, double y, @Nullable CellView before) {
        double across = (x - left) / cell;
        double down = (y - top) / cell;
        double wide = halfWidth / cell;
        double high = halfHeight / cell;
        int firstColumn = column(across - wide);
        int lastColumn = column(across + wide);
        int firstRow = row(down - high);
        int lastRow = row(down + high);
        if (before != null) {
            int right = before.column() + before.columns() - 1;
            int bottom = before.row() + before.rows() - 1;
            firstColumn = kept(before.column(), column(across - wide - HYSTERESIS), firstColumn, firstColumn);
            firstRow = kept(before.row(), row(down - high - HYSTERESIS), firstRow, firstRow);
            lastColumn = kept(right, lastColumn, column(across + wide + HYSTERESIS), lastColumn);
            lastRow = kept(bottom, lastRow, row(down + high + HYSTERESIS), lastRow);
            if (before.column() == firstColumn
                    && before.row() == firstRow
                    && before.columns() == lastColumn - firstColumn + 1
                    && before.rows() == lastRow - firstRow + 1) {
                return before;
            }
        }
        return new CellView(firstColumn, firstRow, lastColumn - firstColumn + 1, lastRow - firstRow + 1);
    }

    /// An edge stays where it was while that is bearable; else it goes where it is needed.
    private static int kept(int before, int least, int most, int needed) {
        return before >= least && before <= most ? before : needed;
    }
}
