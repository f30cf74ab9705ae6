package dev.rookery.game;

import java.util.List;

/// One thing about a room that whoever creates it may choose, and that players may look for rooms by. Its values are texts in
/// one form only, so that equal texts mean the same. Immutable.
public sealed interface RoomSetting {
    /// Value of a room for which nothing was chosen.
    String defaultValue();

    /// Whether players may look for rooms by it.
    boolean isMatched();

    /// Whether a room can have this value.
    boolean allows(String value);

    /// What is allowed, for people: `one of: ffa, teams`.
    String allowed();

    /// The same, but players do not look for rooms by it.
    RoomSetting unmatched();

    /// One of several words; the first one is the default.
    ///
    /// @throws IllegalArgumentException if there is none, one twice, or one that is not 1 to 32 letters, digits or `._-`
    static RoomSetting choice(String... values) {
        return new Choice(List.of(values), true);
    }

    /// A whole number, `min <= defaultNumber <= max`.
    static RoomSetting number(int min, int max, int defaultNumber) {
        return new WholeNumber(min, max, defaultNumber, true);
    }

    /// Yes or no, `true` or `false` as text.
    static RoomSetting flag(boolean defaultFlag) {
        return new Flag(defaultFlag, true);
    }

    /// As [#choice] makes it.
    record Choice(List<String> values, boolean isMatched) implements RoomSetting {
        public Choice {
            values = List.copyOf(values);
            if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
                throw new IllegalArgumentException("A choice is between different values, at least one: values=" + values);
            }
            for (String value : values) {
                if (!value.matches("[A-Za-z0-9._-]{1,32}")) {
                    throw new IllegalArgumentException("A value is 1 to 32 letters, digits or ._-: value=" + value);
                }
            }
        }

        @Override
        public String defaultValue() {
            return values.getFirst();
        }

        @Override
        public boolean allows(String value) {
            return values.contains(value);
        }

        @Override
        public String allowed() {
            return "one of: " + String.join(", ", values);
        }

        @Override
        public RoomSetting unmatched() {
            return new Choice(values, false);
        }
    }

    /// As [#number] makes it.
    record WholeNumber(int min, int max, int defaultNumber, boolean isMatched) implements RoomSetting {
        private static final int MOST_DIGITS = 11; // of an int with its sign

        public WholeNumber {
            if (min > defaultNumber || defaultNumber > max) {
                throw new IllegalArgumentException(
                        "A number is min <= default <= max: min=" + min + " default=" + defaultNumber + " max=" + max);
            }
        }

        @Override
        public String defaultValue() {
            return Integer.toString(defaultNumber);
        }

        @Override
        public boolean allows(String value) {
            if (value.length() > MOST_DIGITS || !value.matches("0|-?[1-9][0-9]*")) {
                return false;
            }
            long number = Long.parseLong(value);
            return number >= min && number <= max;
        }

        @Override
        public String allowed() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public RoomSetting unmatched() {
            return new WholeNumber(min, max, defaultNumber, false);
        }
    }

    /// As [#flag] makes it.
    record Flag(boolean defaultFlag, boolean isMatched) implements RoomSetting {
        @Override
        public String defaultValue() {
            return Boolean.toString(defaultFlag);
        }

        @Override
        public boolean allows(String value) {
            return value.equals("true") || value.equals("false");
        }

        @Override
        public String allowed() {
            return "true or false";
        }

        @Override
        public RoomSetting unmatched() {
            return new Flag(defaultFlag, false);
        }
    }
}
