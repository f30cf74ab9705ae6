package dev.rookery.games.skirmish;

import java.util.ArrayList;
import java.util.List;

/// A map before it is put into the world: walls, places to spawn, and the spots of the pick-ups. Each district is drawn in one part and
/// repeated, so that no side has an advantage. Immutable once built; px.
final class LayoutPlan {
    /// One wall, upper left corner and size.
    record Block(int x, int y, int width, int height, boolean mirror) {}

    /// A point.
    record Spot(int x, int y) {}

    final List<Block> blocks;
    final List<Spot> spawns;
    final List<Spot> pickUps; // district by district, in each one of every kind in order

    private LayoutPlan(List<Block> blocks, List<Spot> spawns, List<Spot> pickUps) {
        this.blocks = List.copyOf(blocks);
        this.spawns = List.copyOf(spawns);
        this.pickUps = List.copyOf(pickUps);
    }

    /// A world of districts, row by row. Layouts keep their walls off the border, so that lanes are left between them.
    ///
    /// @param side districts along one side of the world
    static LayoutPlan of(List<LayoutPlan> districts, int side) {
        List<Block> blocks = new ArrayList<>();
        List<Spot> spawns = new ArrayList<>();
        List<Spot> pickUps = new ArrayList<>();
        for (int i = 0; i < districts.size(); i++) {
            int left = i % side * Size.DISTRICT;
            int top = i / side * Size.DISTRICT;
            LayoutPlan plan = districts.get(i);
            plan.blocks.forEach(block -> blocks.add(
                    new Block(left + block.x, top + block.y, block.width, block.height, block.mirror)));
            plan.spawns.forEach(spot -> spawns.add(new Spot(left + spot.x, top + spot.y)));
            plan.pickUps.forEach(spot -> pickUps.add(new Spot(left + spot.x, top + spot.y)));
        }
        return new LayoutPlan(blocks, spawns, pickUps);
    }

    /// The places to spawn, by district.
    List<List<Spot>> byDistrict(Size size) {
        List<List<Spot>> districts = new ArrayList<>();
        for (int i = 0; i < size.districtCount(); i++) {
            int district = i;
            districts.add(spawns.stream()
                    .filter(spot -> size.district(spot.x, spot.y) == district)
                    .toList());
        }
        return districts;
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
            int far = Size.DISTRICT;
            spawns.add(new Spot(x, y));
            spawns.add(turning ? new Spot(far - y, x) : new Spot(far - x, y));
            spawns.add(new Spot(far - x, far - y));
            spawns.add(turning ? new Spot(y, far - x) : new Spot(x, far - y));
            return this;
        }

        LayoutPlan build(Spot repair, Spot overdrive, Spot cloak) {
            return new LayoutPlan(blocks, spawns, List.of(repair, overdrive, cloak));
        }

        private Draft repeat(int x, int y, int width, int height, boolean mirror) {
            int farX = Size.DISTRICT - x - width;
            int farY = Size.DISTRICT - y - height;
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
