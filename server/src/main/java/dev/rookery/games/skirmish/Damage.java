package dev.rookery.games.skirmish;

import dev.rookery.game.Player;
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
    private static final double NEAR = 700; // px; surely within what a player is sent of a large world

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
        victim.hurts.add(by.seat, points, room.tick());
        room.broadcastAt(x, y, new Hit(ship.seat, by.seat, weapon, points, pierced == 0, x, y, angle));
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
        int helping = victim.hurts.most(killer.seat, ASSIST_LEAST, room.tick() - ASSIST_TICKS);
        Pilot helper = helping < 0 ? null : arena.pilot(helping);
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
        tell(ship, killer, helper, new Kill(
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

    /// Those around see it; whoever had a part in it is told wherever he is by now. Who is told twice shows it once.
    private void tell(Ship wreck, Pilot killer, @Nullable Pilot helper, Kill kill) {
        room.broadcastAt(wreck.x, wreck.y, kill);
        if (arena.size == Size.LARGE) {
            tellFar(wreck, killer, kill);
            tellFar(wreck, helper, kill);
        }
    }

    private static void tellFar(Ship wreck, @Nullable Pilot pilot, Kill kill) {
        Player player = pilot == null || pilot.mind != null ? null : pilot.owner();
        Ship ship = pilot == null ? null : pilot.ship;
        boolean isNear = ship != null && Math.abs(ship.x - wreck.x) < NEAR && Math.abs(ship.y - wreck.y) < NEAR;
        if (player != null && !isNear) {
            player.tell(kill);
        }
    }

    private void score(Pilot pilot, int points) {
        pilot.score += points;
        switch (pilot.team) {
            case AZURE -> arena.match.azureScore += points;
            case AMBER -> arena.match.amberScore += points;
            case NONE -> {}
        }
    }
}
