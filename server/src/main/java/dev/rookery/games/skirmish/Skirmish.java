package dev.rookery.games.skirmish;

import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Interest;
import dev.rookery.game.Player;
import dev.rookery.game.Room;
import dev.rookery.game.RoomSetting;

/// One room of skirmish: who joins, who flies, and the order of a tick. Owned by the room's thread.
public final class Skirmish implements Game<Controls> {
    private static final int MOST_BOTS = 96;

    /// Encoded by the range coder with a table of its own, a quarter fewer bytes than bit-packed (bench, tables of the bundled
    /// games).
    ///
    /// Settings: `mode` ffa or teams; `bots` the population up to which bots fill the room, or each district of a large one;
    /// `map` one layout, or all in turn; `size` standard or large.
    ///
    /// A view of a large world is what any shape of window sees (1,440,000 px², at most twice as wide or high as the other
    /// way round) and 120 px more, where the camera leads.
    public static final GameType<Controls> TYPE = GameType.named("skirmish")
            .seats(2, Size.STANDARD.seats)
            .bound("world", Size.STANDARD.world)
            .bound("seat", 127)
            .bound("seatOrNone", 126)
            .tickRate(ShipRules.TICK_RATE_HZ)
            .maxEntities(Size.STANDARD.maxEntities)
            .maxRewindMillis(250) // 100 ms away, the picture of 30 ticks a second is 210 to 250 ms behind
            .entities(Ship.class, Bolt.class, PickUp.class, Pilot.class, Wall.class, Match.class)
            .events(
                    Hit.class,
                    Kill.class,
                    RailFired.class,
                    PickedUp.class,
                    Dashed.class,
                    RoundStarted.class,
                    RoundEnded.class,
                    Crowds.class)
            .setting("mode", "ffa", "teams")
            .setting("bots", RoomSetting.number(0, MOST_BOTS, 8).unmatched())
            .setting("map", "rotate", "foundry", "crossing", "pinwheel", "reef")
            .setting(Size.SETTING, Size.STANDARD.value(), Size.LARGE.value())
            .variant(Size.SETTING, Size.LARGE.value(), large -> large.seats(2, Size.LARGE.seats)
                    .bound("world", Size.LARGE.world)
                    .bound("seat", 1023)
                    .bound("seatOrNone", 1022)
                    .maxEntities(Size.LARGE.maxEntities)
                    .interest(Interest.grid(512).view(1840, 1930)))
            .create(Controls.class, Skirmish::new);

    private final Room room;
    private final Arena arena;
    private final Teams teams;
    private final Damage damage;
    private final Guns guns;
    private final Flight flight;
    private final Contacts contacts;
    private final PickUps pickUps;
    private final Respawns respawns;
    private final BotMap botMap;
    private final Population population;
    private final CrowdWatch crowds;
    private final Rounds rounds;

    Skirmish(Room room) {
        this.room = room;
        arena = new Arena(room);
        arena.match.mode = room.setting("mode").equals("teams") ? Mode.TEAMS : Mode.FREE_FOR_ALL;
        teams = new Teams(arena);
        damage = new Damage(arena);
        guns = new Guns(arena, damage);
        flight = new Flight(arena, guns);
        contacts = new Contacts(arena);
        pickUps = new PickUps(arena);
        respawns = new Respawns(arena);
        botMap = new BotMap(arena);
        population = new Population(arena, teams);
        crowds = new CrowdWatch(arena);
        rounds = new Rounds(arena, respawns, pickUps, guns, botMap);
    }

    @Override
    public void onJoin(Player player) {
        Pilot pilot = new Pilot();
        pilot.seat = player.id();
        if (player.isBot()) {
            pilot.mind = Population.mind(arena, botMap, pickUps, room.random());
        }
        teams.assign(player, pilot);
        room.spawn(pilot, player);
        arena.seat(pilot);
        if (arena.isPlaying()) {
            respawns.giveShip(pilot);
        } else {
            pilot.respawnSeconds = arena.match.secondsLeft;
        }
    }

    @Override
    public void onInput(Player player, Controls controls) {
        Pilot pilot = arena.pilot(player.id());
        Ship ship = pilot == null ? null : pilot.ship;
        if (pilot != null && ship != null) {
            flight.fly(
                    pilot,
                    ship,
                    controls.moveX(),
                    controls.moveY(),
                    controls.aim(),
                    controls.fire(),
                    controls.rail(),
                    controls.dash());
        }
    }

    @Override
    public void onTick(long tick) {
        population.tick();
        flyTheRest();
        contacts.tick();
        guns.tick();
        pickUps.tick();
        damage.tick();
        teams.tick();
        respawns.tick();
        for (int i = 0; i < arena.shipCount(); i++) {
            Flight.show(arena.ship(i));
        }
        rounds.tick();
        crowds.tick();
    }

    @Override
    public boolean onDrain(int seconds) {
        rounds.endWithin(seconds);
        return false;
    }

    @Override
    public void onLeave(Player player) {
        Pilot pilot = arena.pilot(player.id());
        if (pilot != null) {
            guns.clear(pilot.seat);
            arena.scrap(pilot);
            arena.unseat(pilot);
            for (int i = 0; i < arena.pilotCount(); i++) {
                arena.pilotAt(i).hurts.forget(pilot.seat);
            }
        }
        player.despawnOwned();
    }

    /// Bots, and ships of whom nothing is heard: these coast.
    private void flyTheRest() {
        for (int i = 0; i < arena.pilotCount(); i++) {
            Pilot pilot = arena.pilotAt(i);
            Ship ship = pilot.ship;
            if (ship == null) {
                continue;
            }
            BotMind mind = pilot.mind;
            Player player = pilot.owner();
            if (mind != null) {
                mind.think(pilot, ship);
                flight.fly(pilot, ship, mind.moveX, mind.moveY, mind.aim, mind.fire, mind.rail, mind.dash);
            } else if (player != null && player.inputMissing()) {
                flight.fly(pilot, ship, 0, 0, ship.aim, false, false, false);
            }
        }
    }
}
