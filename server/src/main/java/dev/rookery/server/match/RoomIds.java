package dev.rookery.server.match;

import java.util.random.RandomGenerator;

/// Room ids: 126 random bits in 22 letters and digits, so that a private room cannot be guessed. Safe for any thread if the
/// generator is.
public final class RoomIds {
    static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 22; // 54^22 > 2^126

    private final RandomGenerator secure;

    /// @param secure a cryptographic generator
    public RoomIds(RandomGenerator secure) {
        this.secure = secure;
    }

    String next() {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(secure.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /// Whether `text` could be an id; anything else is not looked up.
    public static boolean isPossible(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
