package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.CellGrid;

/// The cells that one client receives: a rectangle of the grid. The stream of what has no place comes with every view.
///
/// @param column of the leftmost cells, from 0
/// @param row of the topmost cells, from 0
/// @param columns 1 or more
/// @param rows 1 or more; a view has at most 256 cells
public record CellView(int column, int row, int columns, int rows) {
    /// Of one client's cells.
    public static final int MAX_CELLS = 256;

    /// Whether it is a rectangle of that grid.
    public boolean fits(CellGrid grid) {
        return column >= 0
                && row >= 0
                && columns >= 1
                && rows >= 1
                && columns <= grid.columns() - column
                && rows <= grid.rows() - row
                && columns <= MAX_CELLS / rows;
    }

    int count() {
        return columns * rows;
    }

    boolean has(int cellColumn, int cellRow) {
        return cellColumn >= column && cellColumn < column + columns && cellRow >= row && cellRow < row + rows;
    }

    /// Whether it has a stream: 0 is that of what has no place, which every view has; 1 + a cell's number that of the cell.
    public boolean has(int stream, CellGrid grid) {
        int cell = stream - 1;
        return stream == 0 || has(cell % grid.columns(), cell / grid.columns());
    }

    /// Number of the stream at a place of this view: 0 is that of what has no place, then the cells row by row.
    int stream(int place, CellGrid grid) {
        if (place == 0) {
            return 0;
        }
        int cell = place - 1;
        return 1 + (row + cell / columns) * grid.columns() + column + cell % columns;
    }
}
