package dev.rookery.server.lobby;

import dev.rookery.protocol.CloseCode;
import org.jspecify.annotations.Nullable;

/// Answer to somebody who asks for one room.
public sealed interface LobbyAnswer {
    /// This one; null where there is none yet that would do, but a new one would be opened.
    record Found(@Nullable RoomListing room) implements LobbyAnswer {}

    /// None, in the words that a join would be told.
    record Refused(CloseCode code, String message) implements LobbyAnswer {}
}
