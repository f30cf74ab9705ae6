package dev.rookery.games.skirmish;

import dev.rookery.game.Player;
import dev.rookery.game.Room;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps the room at its least population: bots come when there are too few, and go when people take their places.
/// Owned by the room's thread.
final class Population {
    private static final int LOOKS = 12; // colours of the palette
    private static final int PAUSE_TICKS = Arena.ticks(1.5); // between two newcomers, once the room has started
    private static final String[] NAMES = {
        "Axle", "Bobbin", "Camshaft", "Cog", "Crank", "Diode", "Dynamo", "Flange", "Flux", "Gasket", "Gizmo", "Gyro",
        "Hinge", "Inverter", "Joule", "Klaxon", "Lathe", "Lever", "Magneto", "Manifold", "Ohm", "Piston", "Pulley",
        "Ratchet", "Relay", "Resistor", "Rivet", "Rotor", "Servo", "Shunt", "Solder", "Spanner", "Sprocket", "Stator",
        "Throttle", "Torque", "Turbine", "Valve", "Varistor", "Winch",
    };

    private final Arena arena;
    private final Room room;
    private final Teams teams;
    private final int least; // people and bots together
    private int pauseTicks;

    Population(Arena arena, Teams teams) {
        this.arena = arena;
        this.room = arena.room;
        this.teams = teams;
        this.least = Integer.parseInt(room.setting("bots")) * arena.size.districtCount();
    }

    void tick() {
        pauseTicks = Math.max(0, pauseTicks - 1);
        int bots = 0;
        int people = 0;
        for (int i = 0; i < arena.pilotCount(); i++) {
            if (arena.pilotAt(i).mind == null) {
                people++;
            } else {
                bots++;
            }
        }
        int wanted = Math.max(0, least - people);
        if (bots > wanted) {
            dismiss();
        } else if (bots < wanted && pauseTicks == 0) {
            if (room.tick() > 1) {
                pauseTicks = PAUSE_TICKS;
                wanted = bots + 1;
            }
            for (int i = bots; i < wanted; i++) {
                room.addBot(name(), room.random().nextInt(LOOKS));
            }
        }
    }

    /// Two of five are rookies, two regulars, one an ace.
    static BotMind mind(Arena arena, BotMap map, PickUps pickUps, RandomGenerator random) {
        int roll = random.nextInt(5);
        BotSkill skill = roll < 2 ? BotSkill.ROOKIE : roll < 4 ? BotSkill.REGULAR : BotSkill.ACE;
        BotTemper[] tempers = BotTemper.values();
        return new BotMind(arena, map, pickUps, tempers[random.nextInt(tempers.length)], skill);
    }

    /// A word that nobody here has yet, as long as there are some, and a number.
    private String name() {
        int offset = room.random().nextInt(NAMES.length);
        String word = NAMES[offset];
        if (room.players().size() < NAMES.length) {
            for (int i = 0; i < NAMES.length && isTaken(word); i++) {
                word = NAMES[(offset + i) % NAMES.length];
            }
        }
        return word + "-" + (10 + room.random().nextInt(90));
    }

    private boolean isTaken(String word) {
        for (Player player : room.players()) {
            if (player.name().startsWith(word + "-")) {
                return true;
            }
        }
        return false;
    }

    /// The bot with the fewest points goes, from the larger team if there is one.
    private void dismiss() {
        Team larger = teams.larger();
        Pilot worst = null;
        for (int i = 0; i < arena.pilotCount(); i++) {
            Pilot pilot = arena.pilotAt(i);
            if (pilot.mind != null && isWorse(pilot, worst, larger)) {
                worst = pilot;
            }
        }
        Player bot = worst == null ? null : worst.owner();
        if (bot != null) {
            room.removeBot(bot);
        }
    }

    private static boolean isWorse(Pilot pilot, @Nullable Pilot worst, Team larger) {
        if (worst == null) {
            return true;
        }
        boolean inLarger = pilot.team == larger;
        return inLarger == (worst.team == larger) ? pilot.score < worst.score : inLarger;
    }
}
