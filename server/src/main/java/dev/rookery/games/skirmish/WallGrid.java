package dev.rookery.games.skirmish;

import java.util.Arrays;

/// Which walls lie in or near each square of the world, so that nobody asks all of them. A wall is listed wherever it is
/// within [#MARGIN] of the square; each list ascends. `wallGrid.ts` makes the same lists, which are part of the rules: they
/// say which walls a ship is compared with. Immutable.
final class WallGrid {
    /// Side of a square, px; a power of two, so that no place is rounded into another square.
    static final int CELL = 256;

    /// Around a square, px; more than a ship's radius and the clearance that bots keep.
    static final int MARGIN = 64;

    final int columns; // and rows
    final int[] starts; // by square: its part of the list, up to the start of the next one
    final int[] list; // of walls

    WallGrid(double world, Walls walls) {
        columns = (int) (world / CELL);
        starts = new int[columns * columns + 1];
        for (int i = 0; i < walls.count; i++) {
            for (int row = row(walls.top[i] - MARGIN); row <= row(walls.bottom[i] + MARGIN); row++) {
                for (int column = row(walls.left[i] - MARGIN); column <= row(walls.right[i] + MARGIN); column++) {
                    starts[row * columns + column + 1]++;
                }
            }
        }
        for (int square = 0; square < columns * columns; square++) {
            starts[square + 1] += starts[square];
        }
        list = new int[starts[columns * columns]];
        int[] filled = Arrays.copyOf(starts, starts.length);
        for (int i = 0; i < walls.count; i++) {
            for (int row = row(walls.top[i] - MARGIN); row <= row(walls.bottom[i] + MARGIN); row++) {
                for (int column = row(walls.left[i] - MARGIN); column <= row(walls.right[i] + MARGIN); column++) {
                    list[filled[row * columns + column]++] = i;
                }
            }
        }
    }

    /// The square that holds a point; for points outside the world the nearest one.
    int square(double x, double y) {
        return row(y) * columns + row(x);
    }

    /// Row of a y, or column of an x.
    int row(double position) {
        return (int) Math.min(columns - 1, Math.max(0, Math.floor(position / CELL)));
    }
}
