package dev.rookery.server.room;

import java.text.Normalizer;

/// What names have in common that people take for the same: `Ada`, `ADA`, `a d a` and `Аdа` with Cyrillic letters. Covers
/// the letters of three scripts that are drawn alike, not every character there is. Pure.
final class NameKey {
    // Drawn alike in lower or in upper case; i, l, 1 and |, and o and 0, are one each.
    private static final String LOOKS =
            "ıi1|0øłđħɑɡŋſ" + "авгекмнорстухіїјѕԁԛԝһьԍ" + "αβεζηικμνορτυχγω" + "օսհոց";
    private static final String LIKE =
            "llllooldhagns" + "abrekmhopctyxlljsdqwhbg" + "abeznlkuvoptuxyw" + "ouhng";

    private NameKey() {}

    static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD);
        StringBuilder key = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); ) {
            int point = plain.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isLetterOrDigit(point) || point == '|') {
                append(point, key);
            }
        }
        return key.isEmpty() ? plain : key.toString(); // nothing but signs: those are the name
    }

    /// The key of a name with that key and a number behind it.
    static String numbered(String key, int number) {
        boolean isOfSigns = !Character.isLetterOrDigit(key.codePointAt(0)); // which do not count beside a number
        StringBuilder numbered = new StringBuilder(isOfSigns ? "" : key);
        String digits = Integer.toString(number);
        for (int i = 0; i < digits.length(); i++) {
            append(digits.charAt(i), numbered);
        }
        return numbered.toString();
    }

    private static void append(int point, StringBuilder key) {
        int folded = Character.toLowerCase(Character.toUpperCase(point));
        int known = LOOKS.indexOf(folded);
        key.appendCodePoint(known < 0 ? folded : LIKE.charAt(known));
    }
}
