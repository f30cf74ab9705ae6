package dev.rookery.server.match;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The short name of a room, for people who tell it to each other: two groups of four of 30 letters and digits that are not
/// mistaken for one another, as in `K7QM-2XPD`. It follows from the room's id and is as good as it: 38 bits at the least, and an
/// address is wrong 20 times a minute at most.
public final class RoomCode {
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;

    private RoomCode() {}

    /// The code of the room with this id.
    public static String of(String roomId) {
        StringBuilder code = new StringBuilder(LENGTH + 1);
        for (int i = 0; i < LENGTH; i++) {
            if (i == LENGTH / 2) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RoomIds.ALPHABET.indexOf(roomId.charAt(i)) % ALPHABET.length()));
        }
        return code.toString();
    }

    /// The code that somebody typed, in any case and with or without dashes and spaces; null if it cannot be one.
    public static @Nullable String read(String typed) {
        if (typed.length() > 2 * LENGTH) {
            return null;
        }
        String code = typed.replaceAll("[- ]", "").toUpperCase(Locale.ROOT);
        if (code.length() != LENGTH || !code.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)) {
            return null;
        }
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }
}
