package dev.rookery.game;

/// How much of a large world each player is sent. The world is cut into square cells; a cell is encoded once per tick
/// whoever watches it, and a player is sent the cells around the place where it looks ([Player#lookAt]). What lies in
/// the first two smooth fields of an entity is its place; entities without two smooth fields are sent to everybody.
///
/// ```java
/// GameType.named("prairie").interest(Interest.grid(512).view(1920, 1080))
/// ```
///
/// Worth while from some 150 changing entities; in smaller rooms one stream for all costs less. A side of 0.4 to 0.7 of the
/// view's height is best.
///
/// @param cell side of a cell, world units
/// @param viewWidth what a screen shows at most, world units; a margin for what moves into it is added by the engine
/// @param viewHeight likewise
public record Interest(double cell, double viewWidth, double viewHeight) {
    private static final double CELLS_ACROSS = 3.75;
    private static final double CELLS_DOWN = 2.1;

    public Interest {
        if (!(cell > 0) || !(viewWidth > 0) || !(viewHeight > 0) || !Double.isFinite(cell + viewWidth + viewHeight)) {
            throw new IllegalArgumentException("Cells and views have a size, in world units: cell=" + cell + " viewWidth="
                    + viewWidth + " viewHeight=" + viewHeight);
        }
    }

    /// Cells of this side, for a view of a wide screen of about 3.75 by 2.1 cells.
    public static Interest grid(double cell) {
        return new Interest(cell, CELLS_ACROSS * cell, CELLS_DOWN * cell);
    }

    /// The same cells for another view.
    public Interest view(double width, double height) {
        return new Interest(cell, width, height);
    }
}
