package dev.rookery.server.config;

/// What a setting's number counts, and the other units in which it may be written.
public enum Unit {
    NONE(""),
    MILLISECONDS("ms"),
    SECONDS("s"),
    BYTES("bytes"),
    PER_SECOND("per second"),
    PER_MINUTE("per minute");

    private final String word;

    Unit(String word) {
        this.word = word;
    }

    /// As it is written after a number.
    String word() {
        return word;
    }

    /// What a number with this suffix is multiplied with; NaN if the suffix is none of this unit.
    double factor(String suffix) {
        return switch (this) {
            case MILLISECONDS -> seconds(suffix, "ms") * 1000;
            case SECONDS -> seconds(suffix, "s");
            case BYTES ->
                switch (suffix) {
                    case "", "B" -> 1;
                    case "KiB" -> 1024;
                    case "MiB" -> 1024 * 1024;
                    default -> Double.NaN;
                };
            case PER_SECOND -> suffix.isEmpty() || suffix.equals("/s") ? 1 : Double.NaN;
            case PER_MINUTE -> suffix.isEmpty() || suffix.equals("/min") ? 1 : Double.NaN;
            case NONE -> suffix.isEmpty() ? 1 : Double.NaN;
        };
    }

    private static double seconds(String suffix, String usual) {
        return switch (suffix.isEmpty() ? usual : suffix) {
            case "ms" -> 0.001;
            case "s" -> 1;
            case "min" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> Double.NaN;
        };
    }
}
