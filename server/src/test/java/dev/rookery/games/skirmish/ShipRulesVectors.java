package dev.rookery.games.skirmish;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What [ShipRules] does, written down for its twin: every combination of directed edges, and random flights. Inputs
/// are stored as lists that both sides combine in the same order, results as hashes over all bits of every step.
final class ShipRulesVectors {
    private static final int[][] WALLS = {
        {200, 200, 160, 64}, {200, 264, 64, 160}, {430, 200, 40, 40}, {506, 200, 40, 300}, {100, 500, 300, 20},
        {640, 620, 90, 90}, {700, 680, 90, 90}, {0, 700, 60, 60}, {600, 0, 24, 120}, {820, 300, 17, 17},
        {3400, 3400, 300, 48}, {3748, 3400, 48, 300}, {3500, 3600, 120, 120}, {3656, 3600, 30, 30}, {4036, 3800, 60, 60},
        {3300, 4000, 200, 96}, {900, 900, 400, 400}, {860, 1000, 12, 90}, {1000, 1320, 200, 20},
    };
    private static final double[][] MOVE_AXES = {
        {0, 0}, {15, 0}, {-15, 0}, {0, 0}, {0, -15}, {15, 15}, {-15, 15}, {15, -14}, {1, 0}, {-3, 4}, {0, 15}, {-15, -15},
    };
    private static final double[] SPEEDS = {0, 1 / 16.0, -29.9375, 30, 419.9375, -420, 480.0625, -1700};
    private static final int[] FIRE_TICKS = {-6, -5, -1, 0, 1, 2, 5, 6, 7, 45};
    private static final int[] HEATS = {0, 9, 10, 11, 329, 330, 331, 341, 342, 360};
    private static final int[] RAIL_TICKS = {0, 1, 35, 36, 37, 38, 47, 48, 49, 50, 400};
    private static final int[] LEFT_TICKS = {0, 1, 2};
    private static final int RUNS = 240;
    private static final int RUN_STEPS = 120;

    /// Where the upper left corner of the walls lies, and the side of the world: the standard one, and corners of the large one.
    private static final int[][] WORLDS = {{0, 0, 4096}, {8192, 8192, 12_288}, {0, 8192, 12_288}};

    private Walls walls = walls(WORLDS[0]);
    private int random;
    private int hash;

    private static Walls walls(int[] world) {
        Walls walls = new Walls(world[2]);
        walls.reserve(WALLS.length);
        for (int i = 0; i < WALLS.length; i++) {
            walls.set(i, world[0] + WALLS[i][0], world[1] + WALLS[i][1], WALLS[i][2], WALLS[i][3], false);
        }
        walls.index();
        return walls;
    }

    String json() {
        StringBuilder out = new StringBuilder("{\n");
        list(out, "walls", WALLS);
        list(out, "worlds", WORLDS);
        List<double[]> positions = positions();
        list(out, "positions", positions.toArray(double[][]::new));
        list(out, "speeds", SPEEDS);
        list(out, "moves", MOVE_AXES);
        list(out, "fireTicks", FIRE_TICKS);
        list(out, "heats", HEATS);
        list(out, "railTicks", RAIL_TICKS);
        list(out, "leftTicks", LEFT_TICKS);
        int[][] motion = new int[WORLDS.length][];
        for (int i = 0; i < WORLDS.length; i++) {
            int[] world = WORLDS[i];
            walls = walls(world);
            motion[i] = positions.stream().mapToInt(at -> motion(at[0] + world[0], at[1] + world[1])).toArray();
        }
        walls = walls(WORLDS[0]);
        list(out, "motion", motion);
        list(out, "timing", timing());
        out.append("\"runSteps\":").append(RUN_STEPS).append(",\n\"runs\":[\n");
        for (int run = 0; run < RUNS; run++) {
            Ship last = flight(run + 1);
            out.append('[').append(hash);
            for (double value : new double[] {last.x, last.y, last.vx, last.vy}) {
                out.append(',').append(number(value));
            }
            out.append(run == RUNS - 1 ? "]\n" : "],\n");
        }
        return out.append("]\n}\n").toString();
    }

    /// At, just before and just behind every face and corner of every wall and of the world, and inside walls.
    private static List<double[]> positions() {
        List<double[]> positions = new ArrayList<>();
        double radius = Ship.RADIUS;
        double least = 1 / 256.0;
        for (int[] wall : WALLS) {
            double left = wall[0];
            double top = wall[1];
            double right = left + wall[2];
            double bottom = top + wall[3];
            double middleX = (left + right) / 2;
            double middleY = (top + bottom) / 2;
            for (double gap : new double[] {radius, radius - least, 0.5, radius + 13}) {
                positions.add(new double[] {left - gap, middleY});
                positions.add(new double[] {right + gap, top});
                positions.add(new double[] {middleX, top - gap});
                positions.add(new double[] {left, bottom + gap});
                positions.add(new double[] {left - gap * 0.75, top - gap * 0.625});
                positions.add(new double[] {right + gap * 0.6875, bottom + gap * 0.75});
            }
            positions.add(new double[] {middleX, middleY});
            positions.add(new double[] {left + 3, middleY + 1});
            positions.add(new double[] {right - 2.5, middleY});
            positions.add(new double[] {middleX + 1, top + 2});
            positions.add(new double[] {middleX, bottom - 4});
            positions.add(new double[] {left + wall[2] * 0.375, middleY + 3});
            positions.add(new double[] {middleX - 2, top + wall[3] * 0.6875});
        }
        double far = Size.DISTRICT;
        for (double edge : new double[] {0, radius - least, radius, radius + least, radius + 14}) {
            positions.add(new double[] {edge, 900});
            positions.add(new double[] {900, edge});
            positions.add(new double[] {far - edge, 900});
            positions.add(new double[] {900, far - edge});
            positions.add(new double[] {edge, edge});
            positions.add(new double[] {far - edge, edge});
        }
        // Deep in a wall, on either side of an edge of the grid: what it is pushed out to is listed on one of them only.
        positions.add(new double[] {1021, 1103});
        positions.add(new double[] {1050, 1103});
        positions.add(new double[] {1500.5, 1500.25});
        return positions;
    }

    /// Every speed along both axes and every thrust, from one position.
    private int motion(double x, double y) {
        hash = 0;
        for (double vx : SPEEDS) {
            for (double vy : SPEEDS) {
                for (int i = 0; i < MOVE_AXES.length; i++) {
                    Ship ship = new Ship();
                    ship.x = x;
                    ship.y = y;
                    ship.vx = vx;
                    ship.vy = vy;
                    ship.railTicks = i % 3 == 2 ? 40 : 0;
                    step(ship, (int) MOVE_AXES[i][0], (int) MOVE_AXES[i][1], false, false, i % 4 == 3);
                }
            }
        }
        return hash;
    }

    /// Every state of the weapons and every set of buttons; one hash for each value of fireTicks.
    private int[] timing() {
        int[] hashes = new int[FIRE_TICKS.length];
        for (int i = 0; i < FIRE_TICKS.length; i++) {
            hash = 0;
            for (int heat : HEATS) {
                for (int railTicks : RAIL_TICKS) {
                    for (int overdriveTicks : LEFT_TICKS) {
                        for (int otherTicks : LEFT_TICKS) {
                            for (int buttons = 0; buttons < 8; buttons++) {
                                Ship ship = new Ship();
                                ship.x = 1500;
                                ship.y = 1500;
                                ship.vx = otherTicks * 29;
                                ship.fireTicks = FIRE_TICKS[i];
                                ship.heat = heat;
                                ship.railTicks = railTicks;
                                ship.overdriveTicks = overdriveTicks;
                                ship.cloakTicks = 2 - otherTicks;
                                ship.dashTicks = otherTicks;
                                step(ship, 0, 0, (buttons & 1) != 0, (buttons & 2) != 0, (buttons & 4) != 0);
                            }
                        }
                    }
                }
            }
            hashes[i] = hash;
        }
        return hashes;
    }

    /// A random flight, half of them at either corner of the world, rounded as the engine does after each step.
    private Ship flight(int seed) {
        random = seed * 7919;
        hash = 0;
        Ship ship = new Ship();
        int corner = seed % 2 == 0 ? 0 : 3196;
        ship.x = corner + next(900 * 256) / 256.0;
        ship.y = corner + next(900 * 256) / 256.0;
        ship.vx = next(961) - 480;
        ship.vy = next(961) - 480;
        ship.heat = next(361);
        ship.overdriveTicks = next(40);
        ship.cloakTicks = next(40);
        int moveX = 0;
        int moveY = 0;
        boolean fire = false;
        for (int i = 0; i < RUN_STEPS; i++) {
            if (next(8) == 0) {
                moveX = next(31) - 15;
                moveY = next(31) - 15;
                fire = next(3) > 0;
            }
            step(ship, moveX, moveY, fire, next(30) == 0, next(20) == 0);
            ship.x = Math.floor(ship.x * 256 + 0.5) / 256;
            ship.y = Math.floor(ship.y * 256 + 0.5) / 256;
            ship.vx = Math.floor(ship.vx * 16 + 0.5) / 16;
            ship.vy = Math.floor(ship.vy * 16 + 0.5) / 16;
        }
        return ship;
    }

    private void step(Ship ship, int moveX, int moveY, boolean fire, boolean rail, boolean dash) {
        int outcome = ShipRules.step(ship, moveX, moveY, fire, rail, dash, walls);
        mix(ship.x);
        mix(ship.y);
        mix(ship.vx);
        mix(ship.vy);
        mix(ship.heat);
        mix(ship.fireTicks);
        mix(ship.railTicks);
        mix(ship.dashTicks);
        mix(ship.overdriveTicks);
        mix(ship.cloakTicks);
        mix(outcome);
    }

    /// Adds 0 first, so that the sign of a zero does not count.
    private void mix(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        mix((int) (bits >>> 32));
        mix((int) bits);
    }

    private void mix(int value) {
        hash = (Integer.rotateLeft(hash, 5) ^ value) * 0x9E3779B1;
    }

    private int next(int bound) {
        random = random * 1664525 + 1013904223;
        return (random >>> 8) % bound;
    }

    private static void list(StringBuilder out, String name, Object array) {
        out.append('"').append(name).append("\":");
        append(out, array);
        out.append(",\n");
    }

    private static void append(StringBuilder out, Object array) {
        out.append('[');
        for (int i = 0; i < java.lang.reflect.Array.getLength(array); i++) {
            Object element = java.lang.reflect.Array.get(array, i);
            out.append(i == 0 ? "" : ",");
            if (element.getClass().isArray()) {
                append(out, element);
            } else {
                out.append(number(((Number) element).doubleValue()));
            }
        }
        out.append(']');
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%d", (long) value) : Double.toString(value);
    }
}
