package dev.rookery.server.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// Resume tokens: 128 random bits, told to one browser, kept here only as a hash. Safe for any thread if the generator is.
final class Tokens {
    private final RandomGenerator secure;

    Tokens(RandomGenerator secure) {
        this.secure = secure;
    }

    String next() {
        byte[] bits = new byte[16];
        secure.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /// What is kept of a token. Looking a hash up tells nothing about the token by its timing.
    static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
