package dev.rookery.server.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All sessions that hold a seat, by the hash of their resume token. Safe for any thread.
public final class Sessions {
    private final Map<String, Session> byTokenHash = new ConcurrentHashMap<>();
    private final Tokens tokens;

    public Sessions(RandomGenerator secure) {
        tokens = new Tokens(secure);
    }

    /// Gives the session a new token; the one it was resumed with, if any, stays good until [#confirm], because the
    /// welcome that carries the new one may be lost.
    ///
    /// @return null if the seat was given up meanwhile
    @Nullable String issue(Session session, @Nullable String usedHash) {
        String token = tokens.next();
        String hash = Tokens.hash(token);
        synchronized (session) { // so that forget sees every hash that is in the map
            if (session.isForgotten()) {
                return null;
            }
            for (String old : session.replaceTokenHashes(hash, usedHash)) {
                byTokenHash.remove(old, session);
            }
            byTokenHash.put(hash, session);
        }
        return token;
    }

    /// The newest token has arrived: the one before is void.
    void confirm(Session session) {
        synchronized (session) {
            String stale = session.dropPreviousTokenHash();
            if (stale != null) {
                byTokenHash.remove(stale, session);
            }
        }
    }

    @Nullable Session byTokenHash(String hash) {
        return byTokenHash.get(hash);
    }

    /// The seat is gone: its tokens are void.
    void forget(Session session) {
        synchronized (session) {
            session.markForgotten();
            for (String hash : session.replaceTokenHashes(null, null)) {
                byTokenHash.remove(hash, session);
            }
        }
    }

    /// Sessions with a live connection.
    public int connected() {
        return (int) byTokenHash.values().stream().distinct().filter(Session::isConnected).count();
    }

    /// Sessions with a live connection that are sent so much.
    public int inTier(SendTier tier) {
        return (int) byTokenHash.values().stream()
                .distinct()
                .filter(session -> session.presentTier() == tier)
                .count();
    }

    /// Bytes of snapshots that wait to be written, of all sessions together.
    public long waitingBytes() {
        return byTokenHash.values().stream()
                .distinct()
                .mapToLong(Session::waitingBytes)
                .sum();
    }

    /// Sessions with a seat, those away included.
    public int seated() {
        return (int) byTokenHash.values().stream().distinct().count();
    }
}
