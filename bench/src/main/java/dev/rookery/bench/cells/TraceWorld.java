package dev.rookery.bench.cells;

import dev.rookery.bench.bytes.Trace;
import dev.rookery.game.Angle;
import dev.rookery.game.Ballistic;
import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Interest;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import dev.rookery.server.replication.CaptureObserver;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomLoop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recorded arenas side by side, each begun at another moment, as one world of 16,384 by 12,288 units: a real room whose
/// rules are the recording. Player n looks at fighter n.
public final class TraceWorld implements Game<TraceWorld.Nothing> {
    static final int ARENAS = 10;
    static final int FIGHTERS_AN_ARENA = 100;

    private static final int ARENA_SIDE = 4096; // world units
    private static final int ARENAS_ACROSS = 4;
    private static final int SLOTS_AN_ARENA = 640;
    private static final int APART = 331; // frames from the beginning of one arena to that of the next
    private static final double UNIT = 1 / 16.0; // world units of a trace's wire unit
    private static final double SUB_UNITS = 256;
    private static final double HEADING = 2 * Math.PI / 1024;

    /// Nobody plays.
    public record Nothing(boolean nothing) {}

    enum Flight {
        STRAIGHT,
        HOMING,
        BOUNCING
    }

    static final class Fighter extends Entity {
        @Replicated(max = 16_384, step = 1 / 16.0, smooth = true) double x;
        @Replicated(max = 12_288, step = 1 / 16.0, smooth = true) double y;
        @Angle(bits = 10) double heading;
        @Replicated(max = 127) int health;
        @Replicated(max = 65_535) int score;
        @Replicated boolean alive;
        @Replicated boolean trigger;
        @Replicated boolean shield;
        @Replicated boolean dashing;
    }

    @Ballistic
    static final class Projectile extends Entity {
        @Replicated(max = 16_384, step = 1 / 16.0, smooth = true) double x;
        @Replicated(max = 12_288, step = 1 / 16.0, smooth = true) double y;
        @Angle(bits = 10) double heading;
        @Replicated Flight flight = Flight.STRAIGHT;
        @Replicated @Nullable Entity owner;
        double vx;
        double vy;
    }

    private final Room room;
    private final List<Trace> traces;
    private final @Nullable Entity[][] shown = new @Nullable Entity[ARENAS][SLOTS_AN_ARENA];
    private final int[][] generations = new int[ARENAS][SLOTS_AN_ARENA];
    private final int[][] seen = new int[ARENAS][SLOTS_AN_ARENA]; // tick in which the slot was last in the recording

    private TraceWorld(Room room, List<Trace> traces) {
        this.room = room;
        this.traces = traces;
        for (int arena = 0; arena < ARENAS; arena++) {
            show(arena, 0);
        }
    }

    /// The game of these recordings, which take turns.
    ///
    /// @param interest null to send everything to everybody
    public static GameType<Nothing> type(List<Trace> traces, @Nullable Interest interest) {
        GameType.Builder type = GameType.named("world")
                .seats(1, ARENAS * FIGHTERS_AN_ARENA)
                .tickRate(traces.getFirst().hz())
                .maxEntities(ARENAS * SLOTS_AN_ARENA)
                .entities(Fighter.class, Projectile.class);
        if (interest != null) {
            type.interest(interest);
        }
        return type.create(Nothing.class, room -> new TraceWorld(room, traces));
    }

    /// Whether it is an arena, with fighters.
    public static boolean canBeMadeOf(Trace trace) {
        return trace.slots() == SLOTS_AN_ARENA;
    }

    /// Runs a world that nobody sits in.
    public static void run(GameBinding<?> world, int ticks, CaptureObserver audience) {
        RoomLoop<?> room = Watchers.emptyRoom(world);
        room.observe(audience);
        for (int tick = 1; tick <= ticks; tick++) {
            if (!room.step(tick)) {
                throw new IllegalStateException("The room ended: fault=" + room.fault());
            }
        }
    }

    @Override
    public void onJoin(Player player) {
        player.lookAt(fighter(player.id()));
    }

    /// The nth fighter of the world; there always is one.
    Entity fighter(int number) {
        Entity fighter = shown[number / FIGHTERS_AN_ARENA][number % FIGHTERS_AN_ARENA];
        if (fighter == null) {
            throw new IllegalStateException("The recording has no such fighter: number=" + number);
        }
        return fighter;
    }

    @Override
    public void onInput(Player player, Nothing input) {}

    @Override
    public void onTick(long tick) {
        for (int arena = 0; arena < ARENAS; arena++) {
            show(arena, (int) tick);
        }
    }

    private void show(int arena, int tick) {
        Trace trace = traces.get(arena % traces.size());
        List<Trace.Entity> frame = trace.frames().get((tick + arena * APART) % trace.frames().size());
        for (int i = 0; i < frame.size(); i++) {
            seen[arena][frame.get(i).slot()] = tick;
        }
        for (int slot = 0; slot < SLOTS_AN_ARENA; slot++) {
            Entity entity = shown[arena][slot];
            if (entity != null && seen[arena][slot] != tick) {
                room.despawn(entity);
                shown[arena][slot] = null;
            }
        }
        for (int i = 0; i < frame.size(); i++) {
            place(arena, frame.get(i));
        }
    }

    private void place(int arena, Trace.Entity recorded) {
        int slot = recorded.slot();
        Entity entity = shown[arena][slot];
        if (entity == null || generations[arena][slot] != recorded.generation()) {
            if (entity != null) {
                room.despawn(entity);
            }
            entity = recorded.type() == Trace.PLAYER ? new Fighter() : new Projectile();
            shown[arena][slot] = entity;
            generations[arena][slot] = recorded.generation();
            if (entity instanceof Projectile projectile) {
                projectile.owner = shown[arena][recorded.owner()];
            }
            room.spawn(entity);
        }
        double left = arena % ARENAS_ACROSS * ARENA_SIDE;
        double top = arena / ARENAS_ACROSS * ARENA_SIDE;
        switch (entity) {
            case Fighter fighter -> {
                fighter.x = left + recorded.x() * UNIT;
                fighter.y = top + recorded.y() * UNIT;
                fighter.heading = recorded.heading() * HEADING;
                fighter.health = recorded.health();
                fighter.score = recorded.score();
                fighter.alive = (recorded.flags() & 1) != 0;
                fighter.trigger = (recorded.flags() & 2) != 0;
                fighter.shield = (recorded.flags() & 4) != 0;
                fighter.dashing = (recorded.flags() & 8) != 0;
            }
            case Projectile projectile -> {
                // The place within the unit is exact for what flies straight, as in the game that was recorded.
                projectile.x = left + (recorded.x() + within(recorded.age(), recorded.vx())) * UNIT;
                projectile.y = top + (recorded.y() + within(recorded.age(), recorded.vy())) * UNIT;
                projectile.heading = recorded.heading() * HEADING;
                projectile.flight = Flight.values()[recorded.kind()];
                projectile.vx = recorded.vx() * perSecond(60);
                projectile.vy = recorded.vy() * perSecond(60);
            }
            default -> throw new IllegalStateException("Neither fighter nor projectile: " + entity);
        }
    }

    private static double perSecond(int hz) {
        return UNIT / SUB_UNITS * hz;
    }

    /// In wire units, from the one that is rounded to.
    private static double within(int age, int velocity) {
        return (age * velocity & 0xFF) / SUB_UNITS - 0.5;
    }
}
