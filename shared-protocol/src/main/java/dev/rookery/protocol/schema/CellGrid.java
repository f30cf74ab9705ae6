package dev.rookery.protocol.schema;

/// How the world of a room is cut into interest cells: `columns * rows` of them, numbered row by row. Without any
/// ([#NONE]) the room is one stream that everybody receives whole.
///
/// @param columns 1 to 1,024, or 0
/// @param rows 1 to 1,024, or 0
public record CellGrid(int columns, int rows) {
    /// Everything is for everybody.
    public static final CellGrid NONE = new CellGrid(0, 0);

    private static final int MAX_SIDE = 1024;

    public CellGrid {
        boolean none = columns == 0 && rows == 0;
        if (!none && (columns < 1 || rows < 1 || columns > MAX_SIDE || rows > MAX_SIDE)) {
            throw new IllegalArgumentException(
                    "A grid has 1 to 1,024 columns and rows: choose another cell size: columns=" + columns + " rows=" + rows);
        }
    }

    public boolean isNone() {
        return columns == 0;
    }

    public int count() {
        return columns * rows;
    }
}
