package dev.rookery.games.skirmish;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which ships are near a place, without asking all of them. Sorted into squares once a tick, after the ships have moved,
/// and again whenever one came or went; in between they are where they were, give or take a tick of flight, which [#find]
/// allows for. Owned by the room's thread.
final class ShipGrid {
    private static final double CELL = 512; // px
    private static final double SLACK = 80; // px; a dash flies 67 in a tick

    private final Arena arena;
    private final int columns; // and rows
    private final int[] starts; // by square: its part of the sorted ships, up to the start of the next one
    private final int[] squares; // by place among the arena's ships
    private final @Nullable Ship[] sorted; // by square, then by seat
    private final @Nullable Ship[] found;
    private int count; // of those sorted
    private int foundCount;
    private boolean isStale = true;

    /// @param seats most ships there can be
    ShipGrid(Arena arena, double world, int seats) {
        this.arena = arena;
        columns = (int) Math.ceil(world / CELL);
        starts = new int[columns * columns + 1];
        squares = new int[seats];
        sorted = new @Nullable Ship[seats];
        found = new @Nullable Ship[seats];
    }

    /// A ship came or went.
    void outdate() {
        isStale = true;
    }

    /// Sorts the ships by where they are now.
    void index() {
        isStale = false;
        int before = count;
        count = arena.shipCount();
        Arrays.fill(starts, 0);
        for (int i = 0; i < count; i++) {
            Ship ship = arena.ship(i);
            squares[i] = row(ship.y) * columns + row(ship.x);
            starts[squares[i]]++;
        }
        int end = 0;
        for (int square = 0; square < starts.length; square++) {
            end += starts[square];
            starts[square] = end;
        }
        for (int i = count - 1; i >= 0; i--) {
            sorted[--starts[squares[i]]] = arena.ship(i);
        }
        if (count < before) {
            Arrays.fill(sorted, count, before, null);
        }
    }

    /// Looks up all ships that may be within `reach` of a place along both axes, and some that are not; the answer is
    /// [#ship] until the next question.
    ///
    /// @return how many
    int find(double x, double y, double reach) {
        if (isStale) {
            index();
        }
        double far = reach + SLACK;
        int lastColumn = row(x + far);
        int lastRow = row(y + far);
        int firstColumn = row(x - far);
        foundCount = 0;
        for (int row = row(y - far); row <= lastRow; row++) {
            int to = starts[row * columns + lastColumn + 1];
            for (int i = starts[row * columns + firstColumn]; i < to; i++) {
                found[foundCount++] = sorted[i];
            }
        }
        return foundCount;
    }

    /// One of those found.
    ///
    /// @param index 0 to what [#find] answered, without it
    Ship ship(int index) {
        Ship ship = index < foundCount ? found[index] : null;
        if (ship == null) {
            throw new IndexOutOfBoundsException("No such ship: index=" + index + " found=" + foundCount);
        }
        return ship;
    }

    private int row(double position) {
        return (int) Math.min(columns - 1, Math.max(0, Math.floor(position / CELL)));
    }
}
