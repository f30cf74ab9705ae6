package dev.rookery.games.skirmish;

import dev.rookery.game.EntityView;
import dev.rookery.game.Room;
import dev.rookery.games.skirmish.LayoutPlan.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rounds of five minutes, the table for ten seconds, then the next layout. Owned by the room's thread.
///
/// ```
/// start -> PLAYING --time is up--> RESULT --table was shown--> PLAYING (next layout, new ships, all scores 0)
/// ```
final class Rounds {
    static final int PLAYING_TICKS = Arena.ticks(300);
    static final int RESULT_TICKS = Arena.ticks(10);
    static final int LAST_LOOK_TICKS = Arena.ticks(6); // at the table of a room that ends

    private final Arena arena;
    private final Room room;
    private final Respawns respawns;
    private final PickUps pickUps;
    private final Guns guns;
    private final BotMap botMap;
    private final @Nullable Layout onlyLayout; // null: all in turn
    private int ticksLeft;

    Rounds(Arena arena, Respawns respawns, PickUps pickUps, Guns guns, BotMap botMap) {
        this.arena = arena;
        this.room = arena.room;
        this.respawns = respawns;
        this.pickUps = pickUps;
        this.guns = guns;
        this.botMap = botMap;
        String map = room.setting("map");
        onlyLayout = map.equals("rotate") ? null : Layout.valueOf(map.toUpperCase(Locale.ROOT));
        build();
    }

    void tick() {
        ticksLeft--;
        arena.match.secondsLeft = Arena.secondsUp(ticksLeft);
        if (ticksLeft > 0) {
            return;
        }
        switch (arena.match.phase) {
            case PLAYING -> end();
            case RESULT -> start();
        }
    }

    /// The room ends in so many seconds: the round ends before, so that its table is seen.
    void endWithin(int seconds) {
        if (arena.match.phase == Phase.PLAYING) {
            ticksLeft = Math.min(ticksLeft, Math.max(1, Arena.ticks(seconds) - LAST_LOOK_TICKS));
        }
    }

    private void end() {
        arena.match.phase = Phase.RESULT;
        ticksLeft = RESULT_TICKS;
        arena.match.secondsLeft = Arena.secondsUp(RESULT_TICKS);
        guns.clear(Guns.EVERYBODY);
        for (int i = 0; i < arena.shipCount(); i++) {
            lock(arena.ship(i));
        }
        for (int i = 0; i < arena.pilotCount(); i++) {
            arena.pilotAt(i).countAccuracy();
            arena.pilotAt(i).respawnSeconds = Arena.secondsUp(RESULT_TICKS);
        }
        Pilot winner = winner();
        room.broadcast(new RoundEnded(winner == null ? -1 : winner.seat, winningTeam()));
    }

    /// Browsers predict with the same timer, so nobody sees a shot that never was.
    private static void lock(Ship ship) {
        ship.railTicks = ShipRules.RAIL_TICKS + RESULT_TICKS + 1;
        Flight.show(ship);
    }

    private void start() {
        for (int i = 0; i < arena.pilotCount(); i++) {
            arena.scrap(arena.pilotAt(i));
            arena.pilotAt(i).clear();
        }
        build();
        room.broadcast(new RoundStarted(arena.match.round, arena.match.layout));
        for (int i = 0; i < arena.pilotCount(); i++) {
            respawns.giveShip(arena.pilotAt(i));
        }
    }

    private void build() {
        Match match = arena.match;
        match.round = match.round == 65_535 ? 1 : match.round + 1;
        match.phase = Phase.PLAYING;
        match.layout = layout(0);
        match.azureScore = 0;
        match.amberScore = 0;
        ticksLeft = PLAYING_TICKS;
        match.secondsLeft = Arena.secondsUp(PLAYING_TICKS);

        EntityView<Wall> walls = room.entities(Wall.class);
        for (int i = walls.size() - 1; i >= 0; i--) {
            room.despawn(walls.get(i));
        }
        LayoutPlan plan = plan();
        for (Block block : plan.blocks) {
            Wall wall = new Wall();
            wall.x = block.x();
            wall.y = block.y();
            wall.width = block.width();
            wall.height = block.height();
            wall.mirror = block.mirror();
            room.spawn(wall);
        }
        arena.walls.load(walls);
        respawns.use(plan.spawns);
        pickUps.use(plan);
        botMap.use(plan);
    }

    private LayoutPlan plan() {
        List<LayoutPlan> districts = new ArrayList<>();
        for (int i = 0; i < arena.size.districtCount(); i++) {
            districts.add(layout(i).plan());
        }
        return LayoutPlan.of(districts, arena.size.districts);
    }

    private Layout layout(int district) {
        return onlyLayout == null ? Layout.of(arena.match.round, district) : onlyLayout;
    }

    /// The most points, at a tie the fewest deaths, then the lower seat; null if nobody has any.
    private @Nullable Pilot winner() {
        Pilot best = null;
        for (int i = 0; i < arena.pilotCount(); i++) {
            Pilot pilot = arena.pilotAt(i);
            if (pilot.score > 0
                    && (best == null
                            || pilot.score > best.score
                            || (pilot.score == best.score && pilot.deaths < best.deaths))) {
                best = pilot;
            }
        }
        return best;
    }

    private Team winningTeam() {
        if (arena.match.mode == Mode.FREE_FOR_ALL || arena.match.azureScore == arena.match.amberScore) {
            return Team.NONE;
        }
        return arena.match.azureScore > arena.match.amberScore ? Team.AZURE : Team.AMBER;
    }
}
