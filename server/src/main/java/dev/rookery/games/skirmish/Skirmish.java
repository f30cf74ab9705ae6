package dev.rookery.games.skirmish;

import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Room;

/// One room of skirmish.
public final class Skirmish implements Game<Controls> {
    /// Side of the square world, px.
    public static final int WORLD = 4096;

    /// Settings: `mode` ffa or teams; `bots` the population to which bots fill the room; `map` one layout or all in turn.
    public static final GameType<Controls> TYPE = GameType.named("skirmish")
            .seats(2, 100)
            .tickRate(ShipRules.TICK_RATE_HZ)
            .maxEntities(2048)
            .entities(Ship.class, Bolt.class, PickUp.class, Pilot.class, Wall.class, Match.class)
            .events(
                    Hit.class,
                    Kill.class,
                    RailFired.class,
                    PickedUp.class,
                    Dashed.class,
                    RoundStarted.class,
                    RoundEnded.class)
            .setting("mode", "ffa", "teams")
            .setting("bots", "8", "0", "4", "12", "24", "48", "96")
            .setting("map", "rotate", "foundry", "crossing", "pinwheel", "reef")
            .create(Controls.class, Skirmish::new);

    private final Room room;

    Skirmish(Room room) {
        this.room = room;
    }

    @Override
    public void onJoin(Player player) {
        Pilot pilot = room.spawn(new Pilot(), player);
        pilot.seat = player.id();
    }

    @Override
    public void onInput(Player player, Controls controls) {}

    @Override
    public void onTick(long tick) {}
}
