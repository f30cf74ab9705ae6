package dev.rookery.protocol;

/// When to come back: not before `afterMillis`, and then at any moment within `spreadMillis`, so that not all come at once.
public record RetryHint(int afterMillis, int spreadMillis) {
    public RetryHint {
        if (afterMillis < 0 || spreadMillis < 0) {
            throw new IllegalArgumentException(
                    "Times are not negative: afterMillis=" + afterMillis + " spreadMillis=" + spreadMillis);
        }
    }

    /// The same, so much later.
    public RetryHint later(long millis) {
        return new RetryHint(Math.toIntExact(afterMillis + millis), spreadMillis);
    }

    /// As it stands in a close reason: `r=2000;s=5000`.
    @Override
    public String toString() {
        return "r=" + afterMillis + ";s=" + spreadMillis;
    }
}
