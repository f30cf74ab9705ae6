package dev.rookery.games.skirmish;

import dev.rookery.game.EntityView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The solid blocks of a layout as flat arrays, in the order of the entities' ids, which is also the order in which a
/// browser goes through them: it decides which of two walls pushes first. What is asked costs as much as there are walls near
/// the place, whatever the size of the world. Owned by the room's thread.
final class Walls {
    final double world; // side of the square that the border encloses, px
    WallGrid grid;
    double[] left = {};
    double[] top = {};
    double[] right = {};
    double[] bottom = {};
    boolean[] mirror = {};
    int count;

    Walls(double world) {
        this.world = world;
        grid = new WallGrid(world, this);
    }

    /// Replaces all walls; allocates, so only between rounds.
    void load(EntityView<Wall> entities) {
        List<Wall> living = new ArrayList<>();
        entities.forEach(living::add);
        living.sort(Comparator.comparingInt(Wall::id));
        reserve(living.size());
        for (int i = 0; i < count; i++) {
            Wall wall = living.get(i);
            set(i, wall.x, wall.y, wall.width, wall.height, wall.mirror);
        }
        index();
    }

    /// Room for so many walls, to be [set][#set] and then [indexed][#index].
    void reserve(int walls) {
        count = walls;
        left = new double[walls];
        top = new double[walls];
        right = new double[walls];
        bottom = new double[walls];
        mirror = new boolean[walls];
    }

    void set(int index, int x, int y, int width, int height, boolean reflects) {
        left[index] = x;
        top[index] = y;
        right[index] = x + width;
        bottom[index] = y + height;
        mirror[index] = reflects;
    }

    void index() {
        grid = new WallGrid(world, this);
    }

    /// Distance from a point along a ray of unit direction to the first wall or the border of the world, at most
    /// `reach`; 0 if the point lies inside a wall.
    double ray(double x, double y, double directionX, double directionY, double reach) {
        double clear = Math.min(reach, border(x, y, directionX, directionY));
        int wall = first(0, x, y, directionX * clear, directionY * clear);
        return wall < 0 ? clear : Math.min(clear, entry(wall, 0, x, y, directionX, directionY, clear));
    }

    /// Whether nothing solid lies between two points.
    boolean seeThrough(double fromX, double fromY, double toX, double toY) {
        return first(0, fromX, fromY, toX - fromX, toY - fromY) < 0;
    }

    /// Whether a circle of this radius can fly straight between two points; walls are taken with square corners.
    boolean passable(double fromX, double fromY, double toX, double toY, double radius) {
        return first(radius, fromX, fromY, toX - fromX, toY - fromY) < 0;
    }

    /// Index of the first wall, each grown by `margin`, that a step of (dx, dy) enters; -1 if there is none. Goes through
    /// the squares along the step, row by row, until nothing nearer can come.
    ///
    /// @param margin 0 to [WallGrid#MARGIN]
    int first(double margin, double x, double y, double dx, double dy) {
        double fromX = Math.min(x, x + dx) - margin;
        double toX = Math.max(x, x + dx) + margin;
        double fromY = Math.min(y, y + dy) - margin;
        double toY = Math.max(y, y + dy) + margin;
        int fromRow = grid.row(y);
        int toRow = grid.row(y + dy);
        int way = toRow < fromRow ? -1 : 1;
        int first = -1;
        double nearest = 1;
        double enter = 0;
        for (int row = fromRow; enter < nearest; row += way) {
            double leave = row == toRow ? 1 : ((way < 0 ? row : row + 1) * (double) WallGrid.CELL - y) / dy;
            int oneColumn = grid.row(x + dx * enter);
            int otherColumn = grid.row(x + dx * leave);
            int lastSquare = row * grid.columns + Math.max(oneColumn, otherColumn);
            for (int square = row * grid.columns + Math.min(oneColumn, otherColumn); square <= lastSquare; square++) {
                for (int k = grid.starts[square]; k < grid.starts[square + 1]; k++) {
                    int i = grid.list[k];
                    if (left[i] > toX || right[i] < fromX || top[i] > toY || bottom[i] < fromY) {
                        continue;
                    }
                    double at = entry(i, margin, x, y, dx, dy, nearest);
                    if (at < nearest) {
                        nearest = at;
                        first = i;
                    }
                }
            }
            if (row == toRow) {
                break;
            }
            enter = leave;
        }
        return first;
    }

    /// Whether a circle touches no wall and lies inside the world.
    ///
    /// @param radius 0 to [WallGrid#MARGIN]
    boolean isFree(double x, double y, double radius) {
        if (x < radius || y < radius || x > world - radius || y > world - radius) {
            return false;
        }
        int square = grid.square(x, y);
        for (int k = grid.starts[square]; k < grid.starts[square + 1]; k++) {
            int i = grid.list[k];
            double dx = x - Math.min(Math.max(x, left[i]), right[i]);
            double dy = y - Math.min(Math.max(y, top[i]), bottom[i]);
            if (dx * dx + dy * dy < radius * radius) {
                return false;
            }
        }
        return true;
    }

    /// Multiple of (dx, dy) after which a point enters wall `i`, grown by `margin` on all sides; `none` if it does not
    /// before that.
    double entry(int i, double margin, double x, double y, double dx, double dy, double none) {
        double enter = 0;
        double leave = none;
        double low = left[i] - margin;
        double high = right[i] + margin;
        if (dx == 0) {
            if (x <= low || x >= high) {
                return none;
            }
        } else {
            double a = (low - x) / dx;
            double b = (high - x) / dx;
            enter = Math.max(enter, Math.min(a, b));
            leave = Math.min(leave, Math.max(a, b));
        }
        low = top[i] - margin;
        high = bottom[i] + margin;
        if (dy == 0) {
            if (y <= low || y >= high) {
                return none;
            }
        } else {
            double a = (low - y) / dy;
            double b = (high - y) / dy;
            enter = Math.max(enter, Math.min(a, b));
            leave = Math.min(leave, Math.max(a, b));
        }
        return enter < leave ? enter : none;
    }

    /// Whether a point lies inside the world.
    boolean isInside(double x, double y) {
        return x >= 0 && y >= 0 && x <= world && y <= world;
    }

    private double border(double x, double y, double dx, double dy) {
        double alongX = dx > 0 ? (world - x) / dx : dx < 0 ? -x / dx : Double.POSITIVE_INFINITY;
        double alongY = dy > 0 ? (world - y) / dy : dy < 0 ? -y / dy : Double.POSITIVE_INFINITY;
        return Math.max(0, Math.min(alongX, alongY));
    }
}
