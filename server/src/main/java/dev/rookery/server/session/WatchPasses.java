package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.match.Entry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What an admin's console opens the game's page with: each pass lets one spectator see one room, once, within half a minute.
/// Kept as hashes, in memory only. Safe for any thread.
public final class WatchPasses {
    /// How long a pass waits for its page.
    public static final int LIFETIME_SECONDS = 30;

    private static final int MAX = 64; // that wait; the oldest gives way
    private static final long LIFETIME_NANOS = LIFETIME_SECONDS * 1_000_000_000L;
    private static final Entry.Refused UNKNOWN = new Entry.Refused(
            CloseCode.FORBIDDEN, "This pass was used already or is too old. Press Watch in the console again.");
    private static final Entry.Refused OTHER_ROOM =
            new Entry.Refused(CloseCode.FORBIDDEN, "This pass is for another room. Press Watch in the console again.");

    private record Pass(String room, long issuedNanos) {}

    private final Map<String, Pass> waiting = new LinkedHashMap<>(); // by hash, the oldest first; guarded by this object's monitor
    private final Tokens tokens;
    private final LongSupplier nanoTime;

    WatchPasses(RandomGenerator secure, LongSupplier nanoTime) {
        this.tokens = new Tokens(secure);
        this.nanoTime = nanoTime;
    }

    /// A pass for the room of this id.
    public synchronized String issue(String room) {
        if (waiting.size() == MAX) {
            Iterator<String> oldest = waiting.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        String pass = tokens.next();
        waiting.put(Tokens.hash(pass), new Pass(room, nanoTime.getAsLong()));
        return pass;
    }

    /// Somebody shows a pass, which is used up by this, whatever comes of it.
    ///
    /// @param room id of the one that is asked for; the client may lie
    /// @return null if it is good for that room
    synchronized Entry.@Nullable Refused refusal(String pass, String room) {
        Pass found = waiting.remove(Tokens.hash(pass));
        if (found == null || nanoTime.getAsLong() - found.issuedNanos() >= LIFETIME_NANOS) {
            return UNKNOWN;
        }
        return found.room().equals(room) ? null : OTHER_ROOM;
    }
}
