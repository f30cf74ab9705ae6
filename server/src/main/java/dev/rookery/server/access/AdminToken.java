package dev.rookery.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The secret that proves an admin: from the settings, or drawn at the first start and kept in a file that only the server's
/// user can read. Only its hash is kept in memory once it has been announced. Immutable.
public final class AdminToken {
    private static final String FILE = "admin.token";
    private static final int BYTES = 32;
    private static final int MIN_CHARACTERS = 20;

    private final byte[] hash;
    private final @Nullable String announcement;

    private AdminToken(String token, @Nullable String announcement) {
        this.hash = hash(token);
        this.announcement = announcement;
    }

    /// @param configured empty to draw one
    /// @throws IllegalArgumentException with a sentence, if the one in the settings is too easy to guess
    public static AdminToken of(String configured, DataDirectory directory, RandomGenerator secure) {
        if (!configured.isEmpty()) {
            if (configured.length() < MIN_CHARACTERS) {
                throw new IllegalArgumentException(
                        "admin.token is easy to guess: give it at least " + MIN_CHARACTERS + " characters.");
            }
            return new AdminToken(configured, null);
        }
        try {
            String kept = directory.read(FILE);
            if (kept != null && kept.strip().length() >= MIN_CHARACTERS) {
                return new AdminToken(kept.strip(), null);
            }
            byte[] bits = new byte[BYTES];
            secure.nextBytes(bits);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
            directory.write(FILE, token + "\n");
            var file = directory.file(FILE);
            return new AdminToken(token, token + (file == null ? "" : "  (kept in " + file + ")"));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The admin's token cannot be kept: make dataDirectory a directory that this user can write to, or set it to"
                            + " \"\" to keep nothing: file=" + directory.file(FILE),
                    e);
        }
    }

    /// Whether `given` is the token; takes the same time whatever it is.
    public boolean matches(String given) {
        return MessageDigest.isEqual(hash, hash(given));
    }

    /// What to tell the person who started the server, once; null if the token is known already.
    public @Nullable String announcement() {
        return announcement;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
