package dev.rookery.server.match;

import dev.rookery.game.GameType;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where somebody wants to play. The client may lie in everything: it is checked where it is used.
public sealed interface RoomWish {
    /// The fullest public room of the game with a free seat, or a new one.
    ///
    /// @param filter values that the room must have, by setting; empty for any room
    record Any(Map<String, String> filter) implements RoomWish {
        /// Any room at all.
        public Any() {
            this(Map.of());
        }

        /// Whether a room of this game is one that is looked for: of the very variant, which is the ordinary one where nothing is
        /// said of it.
        boolean fits(GameType<?> game, RoomProxy room) {
            RoomTerms terms = room.terms();
            return !terms.isPrivate()
                    && terms.password() == null
                    && game.of(terms.settings()) == game.of(filter)
                    && terms.settings().entrySet().containsAll(filter.entrySet());
        }
    }

    /// This very room.
    ///
    /// @param room its id, or its code
    record Named(String room, @Nullable String password) implements RoomWish {
        /// One without a password.
        public Named(String room) {
            this(room, null);
        }

        /// Without the password.
        @Override
        public String toString() {
            return "Named[room=" + room + "]";
        }
    }

    /// A new room.
    ///
    /// @param seats for people; null for as many as the game has
    record Fresh(
            boolean isPrivate, @Nullable Integer seats, @Nullable String password, Map<String, String> settings)
            implements RoomWish {
        /// As large as the game allows, without a password.
        public Fresh(boolean isPrivate, Map<String, String> settings) {
            this(isPrivate, null, null, settings);
        }

        /// Without the password.
        @Override
        public String toString() {
            return "Fresh[isPrivate=" + isPrivate + " seats=" + seats + " settings=" + settings + "]";
        }
    }
}
