package dev.rookery.games;

import dev.rookery.game.GameType;
import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.games.tag.Tag;
import java.util.List;

/// The games that this server offers. A new game is one more line here.
public final class Games {
    /// In the order of the lobby.
    public static final List<GameType<?>> ALL = List.of(Skirmish.TYPE, Tag.TYPE);

    private Games() {}
}
