package dev.rookery.games.skirmish;

import dev.rookery.game.Room;
import org.jspecify.annotations.Nullable;

/// Shields, hulls, deaths, and who gets the points. Owned by the room's thread.
final class Damage {
    static final int SHIELD_DELAY_TICKS = Arena.ticks(3);
    static final double SHIELD_A_TICK = 25.0 / ShipRules.TICK_RATE_HZ;
    static final int KILL_POINTS = 100;
    static final int ASSIST_POINTS = 40;
    static final int ENDED_STREAK = 5; // from here on ending it is worth something
    static final int ENDED_STREAK_POINTS = 50;
    static final int ASSIST_TICKS = Arena.ticks(8); // how long a hit counts as help
    static final int ASSIST_LEAST = 20; // damage

    private final Arena arena;
    private final Room room;

    Damage(Arena arena) {
        this.arena = arena;
        this.room = arena.room;
    }

    /// A shot struck the ship at (x, y), flying in the direction `angle`. A fresh ship takes no harm.
    void hurt(Ship ship, Pilot by, Weapon weapon, int points, double x, double y, double angle) {
        if (ship.freshTicks > 0 || !arena.isPlaying()) {
            return;
        }
        Pilot victim = arena.pilotOf(ship);
        double taken = Math.min(ship.shield, points);
        int pierced = (int) Math.ceil(points - taken);
        ship.shield -= taken;
        ship.hull = Math.max(0, ship.hull - pierced);
        ship.unhurtTicks = 0;
        victim.hurtBy[by.seat] += points;
        victim.hurtTick[by.seat] = room.tick();
        room.broadcast(new Hit(ship.seat, by.seat, weapon, points, pierced == 0, x, y, angle));
        if (victim.mind != null) {
            victim.mind.onHurt(by);
        }
        if (ship.hull == 0) {
            kill(ship, victim, by, weapon);
        }
    }

    /// Shields that were left alone long enough refill; spawn shields run out.
    void tick() {
        for (int i = 0; i < arena.shipCount(); i++) {
            Ship ship = arena.ship(i);
            ship.freshTicks = Math.max(0, ship.freshTicks - 1);
            if (ship.unhurtTicks < SHIELD_DELAY_TICKS) {
                ship.unhurtTicks++;
            } else {
                ship.shield = Math.min(Ship.MAX_SHIELD, ship.shield + SHIELD_A_TICK);
            }
        }
    }

    private void kill(Ship ship, Pilot victim, Pilot killer, Weapon weapon) {
        Pilot helper = helper(victim, killer);
        killer.kills++;
        killer.streak++;
        killer.bestStreak = Math.max(killer.bestStreak, killer.streak);
        score(killer, KILL_POINTS + (victim.streak >= ENDED_STREAK ? ENDED_STREAK_POINTS : 0));
        if (helper != null) {
            helper.assists++;
            score(helper, ASSIST_POINTS);
        }
        int ended = victim.streak;
        victim.deaths++;
        victim.streak = 0;
        victim.countAccuracy();
        killer.countAccuracy();
        room.broadcast(new Kill(
                killer.seat,
                victim.seat,
                weapon,
                helper == null ? -1 : helper.seat,
                killer.streak,
                ended,
                ship.x,
                ship.y));
        arena.scrap(victim);
        victim.respawnTicks = Respawns.RESPAWN_TICKS;
    }

    private void score(Pilot pilot, int points) {
        pilot.score += points;
        switch (pilot.team) {
            case AZURE -> arena.match.azureScore += points;
            case AMBER -> arena.match.amberScore += points;
            case NONE -> {}
        }
    }

    /// Whoever did most damage lately beside the killer; the lower seat at a tie.
    private @Nullable Pilot helper(Pilot victim, Pilot killer) {
        Pilot best = null;
        int most = ASSIST_LEAST - 1;
        for (int i = 0; i < arena.pilotCount(); i++) {
            Pilot pilot = arena.pilotAt(i);
            int seat = pilot.seat;
            if (pilot == killer || pilot == victim || victim.hurtBy[seat] <= most) {
                continue;
            }
            if (room.tick() - victim.hurtTick[seat] <= ASSIST_TICKS) {
                most = victim.hurtBy[seat];
                best = pilot;
            }
        }
        return best;
    }
}
