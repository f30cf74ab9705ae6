package dev.rookery.server.config;

import java.util.Collection;
import java.util.Locale;

/// Finds what somebody may have meant by a name that does not exist. Pure.
final class NearestName {
    private NearestName() {}

    /// The known name with the fewest changes to `name`, letters in any case.
    static String to(String name, Collection<String> known) {
        String best = "";
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int changes = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            // The last part alone often was written without its section.
            int dot = candidate.lastIndexOf('.');
            if (dot >= 0 && name.indexOf('.') < 0) {
                changes = Math.min(
                        changes, 1 + distance(name.toLowerCase(Locale.ROOT), candidate.substring(dot + 1).toLowerCase(Locale.ROOT)));
            }
            if (changes < fewest) {
                fewest = changes;
                best = candidate;
            }
        }
        return best;
    }

    /// Levenshtein's distance.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
