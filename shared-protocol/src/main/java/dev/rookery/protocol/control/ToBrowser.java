package dev.rookery.protocol.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.RetryHint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server says in a text frame.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ToBrowser {
    /// The seat is taken, or the place to watch from; snapshots follow.
    ///
    /// @param seat null for a spectator
    /// @param token proves the right to this seat after a lost connection; good once. Null for a spectator
    /// @param spectator null for a player
    /// @param codec `bits` or `range`
    /// @param table of the range coder, only with `range`
    /// @param schema the game's schema, already JSON
    @JsonTypeName("welcome")
    record Welcome(
            @Nullable Integer seat,
            String room,
            @JsonProperty("private") boolean isPrivate,
            String game,
            int tickRateHz,
            long tick,
            @Nullable String token,
            @Nullable Spectating spectator,
            boolean resumed,
            String node,
            int keepSeatMillis,
            Map<String, String> settings,
            String codec,
            @Nullable Table table,
            int fingerprint,
            @JsonRawValue String schema)
            implements ToBrowser {}

    /// What somebody who watches is told of it.
    ///
    /// @param delayMillis by which everything comes later than to the players
    /// @param startsInMillis until the first snapshot, about; 0 if others watch already
    record Spectating(int delayMillis, int startsInMillis) {}

    /// Which table the range coder goes by.
    ///
    /// @param hash CRC-32C of its text
    /// @param version of the contexts that it names
    /// @param text only for a client that does not know the hash
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Table(int hash, int version, @Nullable String text) {}

    /// Who is in the room: everybody if `complete`, otherwise what changed.
    ///
    /// @param spectators how many watch, who are not among the players; null if that has not changed
    @JsonTypeName("roster")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Roster(boolean complete, List<RosterEntry> players, List<Integer> left, @Nullable Integer spectators)
            implements ToBrowser {}

    /// One line of the roster.
    record RosterEntry(int seat, String name, int look, boolean bot, boolean away) {}

    /// Somebody said something.
    ///
    /// @param team true for what only the author's team reads, else null
    /// @param past true for what was said before the reader came, else null; somebody else may have the seat by now
    @JsonTypeName("chat")
    record Said(
            int seat,
            String name,
            String text,
            @Nullable Boolean team,
            @Nullable Boolean past)
            implements ToBrowser {}

    /// Something to show; nothing is closed.
    @JsonTypeName("notice")
    record Notice(String code, String message) implements ToBrowser {}

    /// Whoever joined with `queue` stands in line for a seat; the welcome or a refusal comes by itself.
    ///
    /// @param place 1 for the next
    /// @param waiting how many wait for the same, this one included
    @JsonTypeName("queued")
    record Queued(int place, int waiting) implements ToBrowser {}

    /// A refusal; a close frame follows.
    @JsonTypeName("error")
    record Refused(String code, String message, @Nullable Integer retryAfterMillis) implements ToBrowser {
        public static Refused of(CloseCode code, String message) {
            return of(code, message, code.hint());
        }

        /// @param hint when to come back, null for whoever is not to wait for that
        public static Refused of(CloseCode code, String message, @Nullable RetryHint hint) {
            return new Refused(code.token(), message, hint == null ? null : hint.afterMillis());
        }
    }
}
