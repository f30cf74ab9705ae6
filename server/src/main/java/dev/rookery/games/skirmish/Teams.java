package dev.rookery.games.skirmish;

import dev.rookery.game.Player;
import org.jspecify.annotations.Nullable;

/// Who fights on which side. Newcomers join the smaller team; when a team has lost too many, somebody without a ship
/// changes sides, bots first. Owned by the room's thread.
final class Teams {
    private final Arena arena;

    Teams(Arena arena) {
        this.arena = arena;
    }

    void assign(Player player, Pilot pilot) {
        join(player, pilot, switch (arena.match.mode) {
            case FREE_FOR_ALL -> Team.NONE;
            case TEAMS -> smaller();
        });
    }

    private static void join(Player player, Pilot pilot, Team team) {
        pilot.team = team;
        player.joinTeam(team.ordinal());
    }

    /// Changes sides until the teams differ by one at most; only between a death and the next ship.
    void tick() {
        if (arena.match.mode == Mode.FREE_FOR_ALL) {
            return;
        }
        int more = count(Team.AZURE) - count(Team.AMBER);
        if (Math.abs(more) < 2) {
            return;
        }
        Team from = more > 0 ? Team.AZURE : Team.AMBER;
        Pilot mover = mover(from);
        if (mover != null) {
            join(playerOf(mover), mover, more > 0 ? Team.AMBER : Team.AZURE);
        }
    }

    /// The team that would rather lose somebody, or [Team#NONE].
    Team larger() {
        int more = count(Team.AZURE) - count(Team.AMBER);
        return more > 0 ? Team.AZURE : more < 0 ? Team.AMBER : Team.NONE;
    }

    private Team smaller() {
        return count(Team.AZURE) <= count(Team.AMBER) ? Team.AZURE : Team.AMBER;
    }

    private @Nullable Pilot mover(Team from) {
        Pilot person = null;
        for (int i = 0; i < arena.pilotCount(); i++) {
            Pilot pilot = arena.pilotAt(i);
            if (pilot.team != from || pilot.ship != null) {
                continue;
            }
            if (pilot.mind != null) {
                return pilot;
            }
            person = pilot;
        }
        return person;
    }

    private Player playerOf(Pilot pilot) {
        for (Player player : arena.room.players()) {
            if (player.id() == pilot.seat) {
                return player;
            }
        }
        throw new IllegalStateException("A pilot without a player: seat=" + pilot.seat);
    }

    private int count(Team team) {
        int count = 0;
        for (int i = 0; i < arena.pilotCount(); i++) {
            if (arena.pilotAt(i).team == team) {
                count++;
            }
        }
        return count;
    }
}
