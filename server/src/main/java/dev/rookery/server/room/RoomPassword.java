package dev.rookery.server.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// What whoever enters a room must know. Only a digest is kept, with the room's id in it, so that a heap dump tells nobody a
/// word that its owner may use elsewhere too; guesses are limited where joins are. Immutable.
public final class RoomPassword {
    /// Longest password, in UTF-16 units.
    public static final int MAX_LENGTH = 64;

    private final String roomId;
    private final byte[] digest;

    /// @throws IllegalArgumentException if it is empty or longer than [#MAX_LENGTH]
    public RoomPassword(String roomId, String password) {
        if (password.isEmpty() || password.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A password has 1 to " + MAX_LENGTH + " characters: length=" + password.length());
        }
        this.roomId = roomId;
        this.digest = digest(password);
    }

    /// Whether this is it; takes as long for a wrong one as for the right one.
    public boolean matches(@Nullable String guess) {
        return guess != null && guess.length() <= MAX_LENGTH && MessageDigest.isEqual(digest, digest(guess));
    }

    private byte[] digest(String password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(roomId.getBytes(StandardCharsets.UTF_8));
            return sha.digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
