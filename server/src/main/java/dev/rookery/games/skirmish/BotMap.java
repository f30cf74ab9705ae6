package dev.rookery.games.skirmish;

import dev.rookery.games.skirmish.LayoutPlan.Spot;
import java.util.Arrays;
import java.util.List;

/// How to get around in a layout: a coarse grid of where a ship fits, and the way over it. One for all bots of a room,
/// with scratch space; a search touches at most [#MOST_CELLS] cells, and there are a few in a tick. Owned by the room's
/// thread.
final class BotMap {
    private static final int CELL = 64; // px
    private static final double CLEARANCE = Ship.RADIUS + 7; // px
    private static final int LOOK_AHEAD = 12; // cells of the way that may be cut short
    private static final int[] STEP_X = {1, -1, 0, 0, 1, 1, -1, -1};
    private static final int[] STEP_Y = {0, 0, 1, -1, 1, -1, 1, -1};

    private static final int MOST_CELLS = 4096; // of a search; all of a standard world
    private static final double FARTHEST = 1800; // px in a large world: farther goals are approached
    private static final int SEARCHES_A_TICK = 16;

    private final Arena arena;
    private final int cells; // along one side of the world
    private final int shift; // a cell's number is its row, shifted by this, and its column: a search divides by nothing
    private final int mask;
    private final boolean[] open;
    private final short[] distance; // cells to the goal of the last search, -1 unknown
    private final int[] queue;
    private int searched; // cells of the last search
    private long searchTick;
    private int searches; // in that tick
    private List<List<Spot>> places = List.of(); // by district

    double x; // answer of the last question, px
    double y;

    BotMap(Arena arena) {
        this.arena = arena;
        cells = arena.size.world / CELL;
        shift = Integer.SIZE - Integer.numberOfLeadingZeros(cells - 1);
        mask = (1 << shift) - 1;
        open = new boolean[cells << shift];
        distance = new short[open.length];
        queue = new int[open.length];
        Arrays.fill(distance, (short) -1);
    }

    /// Learns the layout whose walls now stand.
    void use(LayoutPlan plan) {
        places = plan.byDistrict(arena.size);
        for (int cell = 0; cell < open.length; cell++) {
            open[cell] = arena.walls.isFree(centre(cell & mask), centre(cell >> shift), CLEARANCE);
        }
    }

    /// Places worth a visit in the district that holds a point, all of them open.
    List<Spot> places(double pointX, double pointY) {
        return places.get(arena.size.district(pointX, pointY));
    }

    /// Leaves in [#x] and [#y] a point towards the goal that can be flown to in a straight line; the goal itself when
    /// nothing is between.
    ///
    /// @return false if the way was not looked for, as others have asked too often in this tick
    boolean nextPoint(double fromX, double fromY, double farX, double farY) {
        double goalX = farX;
        double goalY = farY;
        if (arena.size == Size.LARGE) {
            double way = StrictMath.hypot(farX - fromX, farY - fromY);
            if (way > FARTHEST) {
                goalX = fromX + (farX - fromX) * FARTHEST / way;
                goalY = fromY + (farY - fromY) * FARTHEST / way;
            }
        }
        x = goalX;
        y = goalY;
        if (arena.walls.passable(fromX, fromY, goalX, goalY, CLEARANCE)) {
            return true;
        }
        if (searchTick != arena.room.tick()) {
            searchTick = arena.room.tick();
            searches = 0;
        }
        if (searches++ >= SEARCHES_A_TICK) {
            return false;
        }
        int from = openNear(fromX, fromY);
        int goal = openNear(goalX, goalY);
        search(goal, from);
        int at = from;
        x = centre(at & mask);
        y = centre(at >> shift);
        for (int i = 0; i < LOOK_AHEAD && distance[at] > 0; i++) {
            at = downhill(at);
            double ahead = centre(at & mask);
            double aside = centre(at >> shift);
            if (!arena.walls.passable(fromX, fromY, ahead, aside, CLEARANCE)) {
                break;
            }
            x = ahead;
            y = aside;
        }
        return true;
    }

    /// Breadth first from the goal until the start is found.
    private void search(int goal, int start) {
        for (int i = 0; i < searched; i++) {
            distance[queue[i]] = -1;
        }
        distance[goal] = 0;
        queue[0] = goal;
        int end = 1;
        for (int next = 0; next < end && distance[start] < 0 && end < MOST_CELLS; next++) {
            int at = queue[next];
            for (int i = 0; i < STEP_X.length; i++) {
                int neighbour = neighbour(at, i);
                if (neighbour >= 0 && distance[neighbour] < 0) {
                    distance[neighbour] = (short) (distance[at] + 1);
                    queue[end++] = neighbour;
                }
            }
        }
        searched = end;
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
        int cellX = (at & mask) + STEP_X[direction];
        int cellY = (at >> shift) + STEP_Y[direction];
        if (cellX < 0 || cellY < 0 || cellX >= cells || cellY >= cells || !open[(cellY << shift) + cellX]) {
            return -1;
        }
        boolean around = open[(at & ~mask) + cellX] && open[(cellY << shift) + (at & mask)];
        return around ? (cellY << shift) + cellX : -1;
    }

    /// The open cell nearest to a point.
    private int openNear(double pointX, double pointY) {
        int cellX = cell(pointX);
        int cellY = cell(pointY);
        if (open[(cellY << shift) + cellX]) {
            return (cellY << shift) + cellX;
        }
        int best = (cellY << shift) + cellX;
        double nearest = Double.POSITIVE_INFINITY;
        for (int near = Math.max(0, cellY - 3); near <= Math.min(cells - 1, cellY + 3); near++) {
            for (int beside = Math.max(0, cellX - 3); beside <= Math.min(cells - 1, cellX + 3); beside++) {
                double dx = centre(beside) - pointX;
                double dy = centre(near) - pointY;
                if (open[(near << shift) + beside] && dx * dx + dy * dy < nearest) {
                    nearest = dx * dx + dy * dy;
                    best = (near << shift) + beside;
                }
            }
        }
        return best;
    }

    private int cell(double position) {
        return (int) Math.min(cells - 1, Math.max(0, Math.floor(position / CELL)));
    }

    private static double centre(int cell) {
        return cell * CELL + CELL / 2.0;
    }
}
