package dev.rookery.games.skirmish;

import java.util.ArrayList;
import java.util.List;

/// A map before it is put into the world: walls, places to spawn, and the spots of the pick-ups. Drawn in one part and
/// repeated, so that no side has an advantage. Immutable once built; px.
final class LayoutPlan {
    /// One wall, upper left corner and size.
    record Block(int x, int y, int width, int height, boolean mirror) {}

    /// A point.
    record Spot(int x, int y) {}

    final List<Block> blocks;
    final List<Spot> spawns;
    final Spot repair;
    final Spot overdrive;
    final Spot cloak;

    private LayoutPlan(Draft draft, Spot repair, Spot overdrive, Spot cloak) {
        this.blocks = List.copyOf(draft.blocks);
        this.spawns = List.copyOf(draft.spawns);
        this.repair = repair;
        this.overdrive = overdrive;
        this.cloak = cloak;
    }

    Spot spot(PickUpKind kind) {
        return switch (kind) {
            case REPAIR -> repair;
            case OVERDRIVE -> overdrive;
            case CLOAK -> cloak;
        };
    }

    /// Collects blocks and spawns; each is added four times, mirrored at both axes or turned by quarters.
    static final class Draft {
        private final List<Block> blocks = new ArrayList<>();
        private final List<Spot> spawns = new ArrayList<>();
        private final boolean turning;

        private Draft(boolean turning) {
            this.turning = turning;
        }

        /// Parts are mirrored left to right and top to bottom.
        static Draft mirrored() {
            return new Draft(false);
        }

        /// Parts are turned around the centre by 90, 180 and 270 degrees.
        static Draft turned() {
            return new Draft(true);
        }

        Draft plate(int x, int y, int width, int height) {
            return repeat(x, y, width, height, false);
        }

        Draft mirror(int x, int y, int width, int height) {
            return repeat(x, y, width, height, true);
        }

        Draft spawn(int x, int y) {
            int far = Skirmish.WORLD;
            spawns.add(new Spot(x, y));
            spawns.add(turning ? new Spot(far - y, x) : new Spot(far - x, y));
            spawns.add(new Spot(far - x, far - y));
            spawns.add(turning ? new Spot(y, far - x) : new Spot(x, far - y));
            return this;
        }

        LayoutPlan build(Spot repair, Spot overdrive, Spot cloak) {
            return new LayoutPlan(this, repair, overdrive, cloak);
        }

        private Draft repeat(int x, int y, int width, int height, boolean mirror) {
            int farX = Skirmish.WORLD - x - width;
            int farY = Skirmish.WORLD - y - height;
            add(new Block(x, y, width, height, mirror));
            add(turning ? new Block(farY, x, height, width, mirror) : new Block(farX, y, width, height, mirror));
            add(new Block(farX, farY, width, height, mirror));
            add(turning ? new Block(y, farX, height, width, mirror) : new Block(x, farY, width, height, mirror));
            return this;
        }

        /// A part that lies on an axis is its own mirror image and counts once.
        private void add(Block block) {
            if (!blocks.contains(block)) {
                blocks.add(block);
            }
        }
    }
}
