package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.games.skirmish.LayoutPlan.Block;
import dev.rookery.games.skirmish.LayoutPlan.Spot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LayoutTest {
    private static final double ROOM_AROUND_A_SPAWN = 60;
    private static final double NARROWEST_GAP = 2 * Ship.RADIUS + 16;
    private static final int CELL = 16;

    @ParameterizedTest
    @EnumSource
    void wallsLieInsideTheWorld(Layout layout) {
        for (Block block : layout.plan().blocks) {
            assertTrue(block.x() >= 0 && block.y() >= 0, block::toString);
            assertTrue(block.x() + block.width() <= Size.DISTRICT, block::toString);
            assertTrue(block.y() + block.height() <= Size.DISTRICT, block::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wallsTouchOrLeaveAShipThrough(Layout layout) {
        List<Block> blocks = layout.plan().blocks;
        for (Block a : blocks) {
            for (Block b : blocks) {
                double dx = Math.max(0, Math.max(b.x() - (a.x() + a.width()), a.x() - (b.x() + b.width())));
                double dy = Math.max(0, Math.max(b.y() - (a.y() + a.height()), a.y() - (b.y() + b.height())));
                double gap = Math.sqrt(dx * dx + dy * dy);
                assertTrue(gap == 0 || gap >= NARROWEST_GAP, () -> a + " and " + b + " gap=" + gap);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void wallsDoNotOverlap(Layout layout) {
        List<Block> blocks = layout.plan().blocks;
        for (int i = 0; i < blocks.size(); i++) {
            for (int k = 0; k < i; k++) {
                Block a = blocks.get(i);
                Block b = blocks.get(k);
                boolean apart = a.x() + a.width() <= b.x()
                        || b.x() + b.width() <= a.x()
                        || a.y() + a.height() <= b.y()
                        || b.y() + b.height() <= a.y();
                assertTrue(apart, () -> a + " and " + b);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void spawnsAndPickUpsHaveRoomAroundThem(Layout layout) {
        LayoutPlan plan = layout.plan();
        Walls walls = walls(plan);
        for (Spot spot : spots(plan)) {
            assertTrue(walls.isFree(spot.x(), spot.y(), ROOM_AROUND_A_SPAWN), spot::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thereIsAPlaceForEveryTeamOfTwelve(Layout layout) {
        assertTrue(layout.plan().spawns.size() >= 32);
        assertEquals(layout.plan().spawns.size(), layout.plan().spawns.stream().distinct().count());
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsReachable(Layout layout) {
        LayoutPlan plan = layout.plan();
        Walls walls = walls(plan);
        int cells = Size.DISTRICT / CELL;
        boolean[] reached = new boolean[cells * cells];
        Deque<Integer> open = new ArrayDeque<>();
        open.add(cell(plan.pickUps.getFirst()));
        while (!open.isEmpty()) {
            int at = open.remove();
            int x = at % cells;
            int y = at / cells;
            if (reached[at] || !walls.isFree(x * CELL + CELL / 2.0, y * CELL + CELL / 2.0, Ship.RADIUS)) {
                continue;
            }
            reached[at] = true;
            if (x > 0) {
                open.add(at - 1);
            }
            if (x < cells - 1) {
                open.add(at + 1);
            }
            if (y > 0) {
                open.add(at - cells);
            }
            if (y < cells - 1) {
                open.add(at + cells);
            }
        }
        for (Spot spot : spots(plan)) {
            assertTrue(reached[cell(spot)], spot::toString);
        }
        for (int i = 0; i < reached.length; i++) {
            double x = i % cells * CELL + CELL / 2.0;
            double y = i / cells * CELL + CELL / 2.0;
            assertEquals(walls.isFree(x, y, Ship.RADIUS), reached[i], () -> "pocket at x=" + x + " y=" + y);
        }
    }

    private static int cell(Spot spot) {
        return spot.x() / CELL + spot.y() / CELL * (Size.DISTRICT / CELL);
    }

    private static List<Spot> spots(LayoutPlan plan) {
        List<Spot> spots = new ArrayList<>(plan.spawns);
        spots.addAll(plan.pickUps);
        return spots;
    }

    private static Walls walls(LayoutPlan plan) {
        Walls walls = new Walls(Size.DISTRICT);
        walls.reserve(plan.blocks.size());
        for (int i = 0; i < plan.blocks.size(); i++) {
            Block block = plan.blocks.get(i);
            walls.set(i, block.x(), block.y(), block.width(), block.height(), block.mirror());
        }
        walls.index();
        return walls;
    }
}
