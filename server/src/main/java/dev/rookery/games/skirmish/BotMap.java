package dev.rookery.games.skirmish;

import dev.rookery.games.skirmish.LayoutPlan.Spot;
import java.util.Arrays;
import java.util.List;

/// How to get around in a layout: a coarse grid of where a ship fits, and the way over it. One for all bots of a room,
/// with scratch space; a search touches at most 4,096 cells. Owned by the room's thread.
final class BotMap {
    private static final int CELL = 64; // px
    private static final int CELLS = Skirmish.WORLD / CELL;
    private static final double CLEARANCE = Ship.RADIUS + 7; // px
    private static final int LOOK_AHEAD = 12; // cells of the way that may be cut short
    private static final int[] STEP_X = {1, -1, 0, 0, 1, 1, -1, -1};
    private static final int[] STEP_Y = {0, 0, 1, -1, 1, -1, 1, -1};

    private final Arena arena;
    private final boolean[] open = new boolean[CELLS * CELLS];
    private final short[] distance = new short[CELLS * CELLS]; // cells to the goal of the last search, -1 unknown
    private final short[] queue = new short[CELLS * CELLS];
    private List<Spot> places = List.of();

    double x; // answer of the last question, px
    double y;

    BotMap(Arena arena) {
        this.arena = arena;
    }

    /// Learns the layout whose walls now stand.
    void use(LayoutPlan plan) {
        places = plan.spawns;
        for (int cell = 0; cell < open.length; cell++) {
            open[cell] = arena.walls.isFree(centre(cell % CELLS), centre(cell / CELLS), CLEARANCE);
        }
    }

    /// Places worth a visit, all of them open.
    List<Spot> places() {
        return places;
    }

    /// Leaves in [#x] and [#y] a point towards the goal that can be flown to in a straight line; the goal itself when
    /// nothing is between.
    void nextPoint(double fromX, double fromY, double goalX, double goalY) {
        x = goalX;
        y = goalY;
        if (arena.walls.passable(fromX, fromY, goalX, goalY, CLEARANCE)) {
            return;
        }
        int from = openNear(fromX, fromY);
        int goal = openNear(goalX, goalY);
        search(goal, from);
        int at = from;
        x = centre(at % CELLS);
        y = centre(at / CELLS);
        for (int i = 0; i < LOOK_AHEAD && distance[at] > 0; i++) {
            at = downhill(at);
            double ahead = centre(at % CELLS);
            double aside = centre(at / CELLS);
            if (!arena.walls.passable(fromX, fromY, ahead, aside, CLEARANCE)) {
                break;
            }
            x = ahead;
            y = aside;
        }
    }

    /// Breadth first from the goal until the start is found.
    private void search(int goal, int start) {
        Arrays.fill(distance, (short) -1);
        distance[goal] = 0;
        queue[0] = (short) goal;
        int end = 1;
        for (int next = 0; next < end && distance[start] < 0; next++) {
            int at = queue[next];
            for (int i = 0; i < STEP_X.length; i++) {
                int neighbour = neighbour(at, i);
                if (neighbour >= 0 && distance[neighbour] < 0) {
                    distance[neighbour] = (short) (distance[at] + 1);
                    queue[end++] = (short) neighbour;
                }
            }
        }
    }

    private int downhill(int at) {
        int best = at;
        for (int i = 0; i < STEP_X.length; i++) {
            int neighbour = neighbour(at, i);
            if (neighbour >= 0 && distance[neighbour] >= 0 && distance[neighbour] < distance[best]) {
                best = neighbour;
            }
        }
        return best;
    }

    /// The open cell in that direction, or -1; diagonals only where both ways around are open.
    private int neighbour(int at, int direction) {
        int cellX = at % CELLS + STEP_X[direction];
        int cellY = at / CELLS + STEP_Y[direction];
        if (cellX < 0 || cellY < 0 || cellX >= CELLS || cellY >= CELLS || !open[cellY * CELLS + cellX]) {
            return -1;
        }
        boolean around = open[at / CELLS * CELLS + cellX] && open[cellY * CELLS + at % CELLS];
        return around ? cellY * CELLS + cellX : -1;
    }

    /// The open cell nearest to a point.
    private int openNear(double pointX, double pointY) {
        int cellX = cell(pointX);
        int cellY = cell(pointY);
        if (open[cellY * CELLS + cellX]) {
            return cellY * CELLS + cellX;
        }
        int best = cellY * CELLS + cellX;
        double nearest = Double.POSITIVE_INFINITY;
        for (int near = Math.max(0, cellY - 3); near <= Math.min(CELLS - 1, cellY + 3); near++) {
            for (int beside = Math.max(0, cellX - 3); beside <= Math.min(CELLS - 1, cellX + 3); beside++) {
                double dx = centre(beside) - pointX;
                double dy = centre(near) - pointY;
                if (open[near * CELLS + beside] && dx * dx + dy * dy < nearest) {
                    nearest = dx * dx + dy * dy;
                    best = near * CELLS + beside;
                }
            }
        }
        return best;
    }

    private static int cell(double position) {
        return (int) Math.min(CELLS - 1, Math.max(0, Math.floor(position / CELL)));
    }

    private static double centre(int cell) {
        return cell * CELL + CELL / 2.0;
    }
}
