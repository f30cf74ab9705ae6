package dev.rookery.protocol.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a browser may say in a text frame. Components are as the peer sent them: the client may lie, values are checked
/// where they are used.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToServer.Join.class, name = "join"),
    @JsonSubTypes.Type(value = ToServer.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = ToServer.Renew.class, name = "reauth"),
    @JsonSubTypes.Type(value = ToServer.Leave.class, name = "leave"),
    @JsonSubTypes.Type(value = ToServer.Chat.class, name = "chat"),
    @JsonSubTypes.Type(value = ToServer.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = ToServer.Unpause.class, name = "unpause"),
    @JsonSubTypes.Type(value = ToServer.Keyframe.class, name = "keyframe"),
})
public sealed interface ToServer {
    /// Takes a seat: in `room`, in a new room if `create` is there, otherwise in any public one.
    ///
    /// @param room its id or its code
    /// @param password of that room, if it has one
    /// @param match values that any public room must have, by setting
    /// @param queue whether to wait where there is no seat at the moment
    /// @param spectate true to watch a room without a seat: `room`, or the fullest that fits `match`
    /// @param tables hashes of the range coder's tables that the client has
    /// @param ticket of the host's own site, says who this is
    record Join(
            @Nullable String game,
            @Nullable String name,
            @Nullable Integer look,
            @Nullable String room,
            @Nullable String password,
            @Nullable Create create,
            @Nullable Boolean spectate,
            @Nullable Map<String, String> match,
            @Nullable Boolean queue,
            @Nullable Integer fingerprint,
            @Nullable List<Integer> tables,
            @Nullable String ticket)
            implements ToServer {
        /// Without the secrets.
        @Override
        public String toString() {
            return "Join[game=" + game + " name=" + name + " room=" + room + " create=" + create + " spectate=" + spectate
                    + "]";
        }
    }

    /// How a new room is wanted.
    ///
    /// @param seats for people
    record Create(
            @JsonProperty("private") @Nullable Boolean isPrivate,
            @Nullable Integer seats,
            @Nullable String password,
            @Nullable Map<String, String> settings) {
        /// Without the password.
        @Override
        public String toString() {
            return "Create[private=" + isPrivate + " seats=" + seats + " settings=" + settings + "]";
        }
    }

    /// Takes back the seat of a lost connection.
    ///
    /// @param tables as in [Join]
    /// @param heard control messages that came after that connection's welcome, errors not counted; what was told beyond
    /// them is told again. Null from who does not count: then what was written counts as heard
    /// @param ticket a new one, where the last has expired meanwhile
    record Resume(
            @Nullable String token,
            @Nullable List<Integer> tables,
            @Nullable Integer heard,
            @Nullable String ticket)
            implements ToServer {
        /// Without the secrets.
        @Override
        public String toString() {
            return "Resume[]";
        }
    }

    /// Shows a new ticket before the last one expires.
    record Renew(@Nullable String ticket) implements ToServer {
        /// Without the secret.
        @Override
        public String toString() {
            return "Renew[]";
        }
    }

    /// Gives the seat up.
    record Leave() implements ToServer {}

    /// Says something.
    ///
    /// @param to `room`, which is meant without it, or `team`
    record Chat(@Nullable String text, @Nullable String to) implements ToServer {}

    /// The tab is hidden: no snapshots until [Unpause].
    record Pause() implements ToServer {}

    /// The tab is visible again; answered with a keyframe.
    record Unpause() implements ToServer {}

    /// The stream could not be decoded: a keyframe, please.
    record Keyframe() implements ToServer {}
}
