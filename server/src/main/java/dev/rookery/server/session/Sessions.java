package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.access.Network;
import dev.rookery.server.room.RoomProxy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All sessions that hold a seat, by the hash of their resume token. Safe for any thread.
public final class Sessions {
    private final Map<String, Session> byTokenHash = new ConcurrentHashMap<>();
    private final Map<Network, Integer> heldByNetwork = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Tokens tokens;

    public Sessions(RandomGenerator secure) {
        tokens = new Tokens(secure);
    }

    /// A number for the next session, for logs: no secret, and no token.
    long nextId() {
        return lastId.incrementAndGet();
    }

    /// Counts one more seat for an address, an IPv6 network of 64 bits being one; false if that is too many. Who gets no
    /// seat after all gives it back, a session does so by itself when it is forgotten.
    boolean tryHold(Network network, int most) {
        boolean isHeld = heldByNetwork.merge(network, 1, Integer::sum) <= most;
        if (!isHeld) {
            giveBack(network);
        }
        return isHeld;
    }

    void giveBack(Network network) {
        heldByNetwork.computeIfPresent(network, (_, count) -> count > 1 ? count - 1 : null);
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
    ///
    /// @return whether it was known until now; of several who forget it at once, one is told so
    boolean forget(Session session) {
        synchronized (session) {
            boolean isFirst = session.markForgotten();
            if (isFirst) {
                giveBack(session.heldBy());
            }
            for (String hash : session.replaceTokenHashes(null, null)) {
                byTokenHash.remove(hash, session);
            }
            return isFirst;
        }
    }

    /// Everybody who holds a seat, each once; a copy.
    Set<Session> all() {
        return Set.copyOf(byTokenHash.values());
    }

    /// The same as an admin sees it.
    public List<SeatedPlayer> players() {
        return all().stream()
                .map(session -> new SeatedPlayer(
                        session.holder().identity().player(),
                        session.name(),
                        session.holder().identity().isGuest(),
                        session.room().terms().game(),
                        session.room().id(),
                        session.seat(),
                        session.isConnected(),
                        session.presentTier(),
                        session.rttMillis(),
                        session.waitingBytes(),
                        Network.of(session.holder().address())))
                .sorted(Comparator.comparing(SeatedPlayer::room).thenComparingInt(SeatedPlayer::seat))
                .toList();
    }

    /// Takes the seats of a player.
    ///
    /// @return how many there were
    public int expel(String player, CloseCode code, String message) {
        return Attendee.expel(all(), player, code, message);
    }

    /// Takes the seats of a room that was given up and cannot take them itself. Whoever comes in at the same time is in the map
    /// before the closed room can be asked for anything, and so is found here or refused there.
    ///
    /// @param room already closed
    /// @return how many there were
    public int lose(RoomProxy room, CloseCode code, String message) {
        List<Session> found =
                all().stream().filter(session -> session.room() == room).toList();
        found.forEach(session -> session.lose(code, message));
        return found.size();
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
