package dev.rookery.server.session;

import org.jspecify.annotations.Nullable;

/// What players write, made harmless: it reaches other people's screens. Pure.
final class PlayerText {
    // Fillers of Hangul, joiners, the empty pattern of Braille: letters and signs by their kind, and nothing to see.
    private static final String BLANKS = "\u115f\u1160\u3164\uffa0\u034f\u2800\u17b4\u17b5";

    private PlayerText() {}

    /// A name to show, or null if nothing that can be seen by itself is left or it is longer than `maxCodePoints`.
    static @Nullable String name(@Nullable String raw, int maxCodePoints) {
        String text = clean(raw);
        int length = text.codePointCount(0, text.length());
        return length > maxCodePoints || text.codePoints().allMatch(PlayerText::isMark) ? null : text;
    }

    /// A line of chat, cut to `maxCodePoints`, or null if nothing is left.
    static @Nullable String chat(@Nullable String raw, int maxCodePoints) {
        String text = clean(raw);
        if (text.isEmpty()) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        return length <= maxCodePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, maxCodePoints));
    }

    /// Without control, format (bidi tricks, zero width), private-use, surrogate and unassigned characters, and without
    /// letters that look like nothing; runs of white space become one blank; at most two combining marks in a row.
    private static String clean(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        StringBuilder cleaned = new StringBuilder(raw.length());
        int marks = 0;
        boolean blank = false;
        for (int i = 0; i < raw.length(); ) {
            int point = raw.codePointAt(i);
            i += Character.charCount(point);
            int type = Character.getType(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                blank = !cleaned.isEmpty();
                continue;
            }
            marks = isMark(point) ? marks + 1 : 0;
            if (isHidden(type) || BLANKS.indexOf(point) >= 0 || marks > 2) {
                continue;
            }
            if (blank) {
                cleaned.append(' ');
                blank = false;
            }
            cleaned.appendCodePoint(point);
        }
        return cleaned.toString();
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isHidden(int type) {
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }
}
