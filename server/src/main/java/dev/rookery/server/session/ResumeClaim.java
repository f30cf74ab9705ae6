package dev.rookery.server.session;

import org.jspecify.annotations.Nullable;

/// What somebody says who comes back.
///
/// @param tokenHash of the token used, which names the connection whose welcome told it
/// @param heard control messages that came on that connection after its welcome, or null from a client that does not
/// count: then it is taken to have heard all that was written
record ResumeClaim(String tokenHash, @Nullable Integer heard) {
    /// How many lines of the connection whose welcome told the token with that hash have arrived: none, if the client
    /// came back with an older token, because then it never saw that welcome.
    int heardOf(String hash) {
        if (!hash.equals(tokenHash)) {
            return 0;
        }
        return heard == null ? Integer.MAX_VALUE : heard;
    }
}
